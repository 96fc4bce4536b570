import { describe, expect, it } from 'vitest';
import { STATEMENTS } from '@shared/catalogue';
import { WorkbenchError } from '@shared/contract/errors';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { RunTheory } from '@shared/figures/run-theory/run-theory';
import { openSpec } from '../../../src-main/core/open-spec';
import { runTheory } from '../../../src-main/core/run-theory';
import type { RunViewRequest } from '../../../src-main/core/run-view';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const NO_FILES = {
  archive: null,
  readTable: (): never => {
    throw new Error('no file is expected');
  },
};

function theory(spec: ExperimentSpec, change: Partial<RunViewRequest> = {}): RunTheory {
  const request: RunViewRequest = {
    place: { cell: 0, repetition: 1 },
    dynamics: 'gradientDescent',
    moments: 24,
    compare: true,
    ...change,
  };
  return finish(runTheory(openSpec(spec, NO_FILES), request));
}

describe('the theory of one run', () => {
  it('has its figures, every statement that can be judged, and how it ended', () => {
    const { panels, verdicts, ending, moments } = theory(smallSpec());
    expect(panels.map(({ id }) => id)).toEqual([
      'descent',
      'sharpness',
      'balance',
      'singularValues',
      'layerNorms',
      'alignment',
      'conserved',
      'firstGradient',
      'flowDistance',
    ]);
    expect(verdicts.map(({ statement }) => statement)).toEqual(
      STATEMENTS.filter(({ judge }) => judge).map(({ id }) => id),
    );
    expect(ending).toMatchObject({ time: 0.01 * 200, step: 200, said: 'All 200 steps were taken.' });
    expect(moments).toBeGreaterThan(12);
  });

  it('follows gradient flow instead where that is asked for', () => {
    const { ending, panels, dynamics } = theory(smallSpec(), { dynamics: 'gradientFlow' });
    expect(dynamics).toBe('gradientFlow');
    expect(ending.step).toBeNull();
    expect(ending.excessRisk).toBeLessThanOrEqual(1e-12);
    expect(panels.map(({ id }) => id)).not.toContain('flowDistance');
  });

  it('has the figures of residual networks', () => {
    const spec = smallSpec({ network: { kind: 'residual' }, initialisation: { family: 'residual' } });
    const ids = theory(spec, { compare: false }).panels.map(({ id }) => id);
    expect(ids).toContain('gradientSandwich');
    expect(ids).not.toContain('balance');
  });

  it('goes up to the last finite weights of a run that diverges', () => {
    const spec = smallSpec({
      grid: {
        depths: [3],
        scales: [3],
        training: [{ learningRate: 1, steps: 50, repetitions: 2 }],
      },
    });
    const { ending } = theory(spec);
    expect(ending.step).toBeLessThan(50);
    expect(ending.said).toMatch(/^The run diverged: its weights are finite up to step \d+ of 50\.$/);
  });

  it('refuses runs that there are not, and networks that no statement is about', () => {
    const refused = (spec: ExperimentSpec, change: Partial<RunViewRequest>): string => {
      try {
        theory(spec, change);
      } catch (error) {
        if (error instanceof WorkbenchError) return `${error.code}: ${error.message}`;
      }
      return 'done';
    };
    expect(refused(smallSpec(), { place: { cell: 9, repetition: 0 } })).toBe(
      'bad-arguments: cell is 9; "small" has cells 0 to 3.',
    );
    expect(refused(smallSpec(), { place: { cell: 0, repetition: 3 } })).toBe(
      'bad-arguments: repetition is 3; cell 0 of "small" has 0 to 2.',
    );
    expect(refused(findPreset('figure-7')!.spec, {})).toMatch(/^bad-arguments: .* GELU/);
  });
});
