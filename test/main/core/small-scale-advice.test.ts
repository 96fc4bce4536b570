import { describe, expect, it } from 'vitest';
import type { AdviceAnswer } from '@shared/contract/advice-study';
import { observeStart } from '@shared/experiment/advice/depth-advice';
import { plan } from '@shared/experiment/plan';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { linearModel } from '@shared/network/model';
import { a1, a2 } from '@shared/theory/small-scale/hypotheses';
import { simulateRun } from '@shared/training/simulate-run';
import { openSpec, type OpenSpec } from '../../../src-main/core/open-spec';
import { smallScaleAdvice } from '../../../src-main/core/small-scale-advice';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const open = (spec: unknown): OpenSpec =>
  openSpec(spec, {
    archive: null,
    readTable: () => {
      throw new Error('no file is expected');
    },
  });

function advise(spec: ExperimentSpec): AdviceAnswer {
  return finish(smallScaleAdvice(open(spec), open, 1));
}

/** Whether (A1) and (A2) hold of every run of the plan, judged as statements judge them. */
function everyStart(spec: ExperimentSpec, factor = 1): boolean {
  const { prepared } = open(spec);
  return plan(spec).cells.every((cell) =>
    Array.from({ length: cell.repetitions }, (_, repetition) => repetition).every((repetition) => {
      const { network, problem } = prepared.model(cell.depth);
      const weights = new Float64Array(network.shape.parameterCount);
      prepared.task({ ...cell, scale: factor * cell.scale }, repetition).initialise(weights);
      const run = observeStart(prepared.theory(cell.depth), linearModel(network, problem), weights);
      return [...a1(run), ...a2(run)].every(({ holds }) => holds === true);
    }),
  );
}

describe('the advice on small-scale assumptions', () => {
  it('says what fails of a Gaussian design, and makes it satisfy both with shallower networks', () => {
    const spec = findPreset('quick')!.spec;
    const advice = advise(spec);
    expect(advice.satisfied).toBe(false);
    expect(advice.asDesigned.filter(({ holds }) => holds === false).map(({ id }) => id)).toStrictEqual(
      expect.arrayContaining(['smallStart', 'smallStartForDepth']),
    );
    expect(advice.obstacles.map(({ id }) => id)).toStrictEqual(['initialisation']);
    expect(advice.rows.map(({ depth, inGrid, affordable }) => [depth, inGrid, affordable])).toStrictEqual([
      [2, false, 'yes'],
      [3, false, 'yes'],
      [10, true, 'tooManySteps'],
    ]);
    const { mended } = advice;
    expect(everyStart(mended!.spec)).toBe(true);
    // The largest scale, to three digits: half a percent more is too much.
    expect(everyStart(mended!.spec, 1.005)).toBe(false);
    expect(advise(mended!.spec).satisfied).toBe(true);
  });

  it('gives a learning rate and steps with which gradient descent gets there', () => {
    const { mended } = advise(smallSpec({ grid: { ...smallSpec().grid, depths: [2, 3] } }));
    const { prepared } = open(mended!.spec);
    expect(mended!.depths).toStrictEqual([2, 3]);
    for (const cell of plan(mended!.spec).cells) {
      const run = finish(simulateRun(prepared.task(cell, 0)));
      expect(run.outcome).toBe('converged');
    }
  });

  it('mends network and data where that is possible', () => {
    const residual = advise({ ...smallSpec(), network: { kind: 'residual', projection: 'random' } });
    expect(residual.obstacles.map(({ id }) => id)).toContain('residual');
    expect(residual.mended!.spec.network.kind).toBe('fullyConnected');
    const data = { ...smallSpec().data, samples: 2, normalise: false } as ExperimentSpec['data'];
    const poor = advise({ ...smallSpec(), data });
    expect(poor.obstacles.map(({ id }) => id)).toContain('rankDeficient');
    expect(everyStart(poor.mended!.spec)).toBe(true);
  });

  it('says where only the data can be mended', () => {
    const data = {
      ...smallSpec().data,
      samples: 20,
      spectrum: { kind: 'eigenvalues', values: [1, 1, 0] },
      covariance: 'empirical',
    } as ExperimentSpec['data'];
    const advice = advise({ ...smallSpec(), data });
    expect(advice.obstacles.find(({ id }) => id === 'rankDeficient')).toMatchObject({ mend: null });
    expect(advice).toMatchObject({ satisfied: false, rows: [], mended: null });
  });

  it('keeps its samples few in runs that become long', () => {
    const spec = smallSpec({ trace: { every: 1, quantities: ['excessRisk'] } });
    const { mended } = advise(spec);
    expect(mended!.steps / mended!.spec.trace!.every).toBeLessThanOrEqual(1000);
  });

  it('finds nothing to mend in the presets with small weights', () => {
    for (const depth of [2, 3, 10]) {
      const { spec } = findPreset(`small-scale-L${depth}`)!;
      expect(advise(spec).satisfied, `L = ${depth}`).toBe(everyStart(spec));
    }
  });
});
