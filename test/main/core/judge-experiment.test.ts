import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { simulateRun } from '@shared/training/simulate-run';
import {
  JUDGEABLE,
  judgeExperiment,
  placesToJudge,
  type OpenedSpec,
} from '../../../src-main/core/judge-experiment';
import { finishStudy } from '../../../src-main/core/studies/study';
import { smallSpec } from '../../builders/small-experiment';

function opened(spec: ExperimentSpec): OpenedSpec {
  return { spec, prepared: prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS) };
}

const some = opened(
  smallSpec({
    grid: {
      depths: [2, 3],
      scales: [0.5],
      training: [
        { learningRate: 0.01, steps: 300, repetitions: 2 },
        { learningRate: 100, steps: 40, repetitions: 1 },
      ],
    },
  }),
);

describe('places', () => {
  it('go by repetition, then cell, and end with what a cell has', () => {
    expect(placesToJudge(some.spec, {})).toEqual([
      { cell: 0, repetition: 0 },
      { cell: 1, repetition: 0 },
      { cell: 2, repetition: 0 },
      { cell: 3, repetition: 0 },
      { cell: 0, repetition: 1 },
      { cell: 2, repetition: 1 },
    ]);
    expect(placesToJudge(some.spec, { repetitions: 0 })).toEqual([]);
    expect(placesToJudge(some.spec, { cell: 2, repetitions: 9 })).toHaveLength(2);
  });
});

describe('judging', () => {
  it('holds every statement against every run, with progress that ascends to 1', () => {
    const judging = judgeExperiment(some, placesToJudge(some.spec, {}), 'gradientDescent');
    const shares: number[] = [];
    let step = judging.next();
    for (; !step.done; step = judging.next()) shares.push(step.value.share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 12);
    expect(step.value).toHaveLength(6);
    const ids = JUDGEABLE.map(({ id }) => id);
    for (const { verdicts } of step.value) expect(verdicts.map(({ statement }) => statement)).toEqual(ids);
  });

  it('measures at the end what the run itself measured there', () => {
    const bound = JUDGEABLE.find(({ id }) => id === 'sharpnessLowerBound')!;
    const [first] = finishStudy(
      judgeExperiment(some, [{ cell: 0, repetition: 1 }], 'gradientDescent', [bound]),
    );
    const { measures } = finishStudy(simulateRun(some.prepared.task(plan(some.spec).cells[0]!, 1)));
    const measured = measures.find(({ measure }) => measure === 'finalSharpness')!;
    const { conclusion } = first!.verdicts[0]!;
    expect(conclusion.worst).toMatchObject({ step: 300 });
    // Both by Lanczos to a relative residual of 1e-9, from different start vectors, or by the d × d form.
    expect(Math.abs(conclusion.measured! - measured.value)).toBeLessThanOrEqual(2e-9 * measured.value);
  });

  it('judges a run that diverges up to its last finite weights', () => {
    const [run] = finishStudy(judgeExperiment(some, [{ cell: 1, repetition: 0 }], 'gradientDescent'));
    const places = run!.verdicts.flatMap(({ conclusion }) => conclusion.worst ?? []);
    expect(places.length).toBeGreaterThan(0);
    for (const { step } of places) expect(step).toBeLessThan(40);
  });

  it('computes a flow once for cells that differ in the learning rate alone', () => {
    const places = placesToJudge(some.spec, { repetitions: 1 });
    const runs = finishStudy(judgeExperiment(some, places, 'gradientFlow'));
    expect(runs.map(({ cell }) => cell)).toEqual([0, 1, 2, 3]);
    expect(runs[1]!.verdicts).toBe(runs[0]!.verdicts);
    expect(runs[3]!.verdicts).toBe(runs[2]!.verdicts);
    expect(runs[2]!.verdicts).not.toBe(runs[0]!.verdicts);
    const places0 = runs[0]!.verdicts.flatMap(({ conclusion }) => conclusion.worst ?? []);
    expect(places0.every(({ step }) => step === null)).toBe(true);
  });

  it('says the same of a run, whatever else is judged', () => {
    const place = { cell: 2, repetition: 1 };
    const alone = finishStudy(judgeExperiment(some, [place], 'gradientDescent'));
    const among = finishStudy(judgeExperiment(some, placesToJudge(some.spec, {}), 'gradientDescent'));
    expect(among.find(({ cell, repetition }) => cell === 2 && repetition === 1)).toStrictEqual(alone[0]);
  });

  it('refuses GELU networks in a sentence', () => {
    const gelu = opened(findPreset('figure-7')!.spec);
    expect(() => judgeExperiment(gelu, [], 'gradientDescent').next()).toThrow(
      /figure-7.*GELU.*statements are about linear networks/,
    );
  });
});
