import { describe, expect, it } from 'vitest';
import {
  differenceStatistics,
  type CellDifference,
  type DifferenceOptions,
} from '@shared/compare/difference-statistics';
import type { RunRecord } from '@shared/contract/records';
import { pairedDifference, welchDifference } from '@shared/numerics/mean-difference';
import type { MeasureName, Outcome } from '@shared/training/run-result';
import { everyRun, madeUpRun, madeUpSide } from '../../builders/compared-runs';
import { smallSpec } from '../../builders/small-experiment';

const OPTIONS: DifferenceOptions = { measure: 'finalSharpness', outcome: 'diverged', interval: 'student' };

/** Sharpness that depends on the repetition far more than on the side. */
function sharp(add: number): (cell: { index: number }, repetition: number) => RunRecord {
  return ({ index }, repetition) =>
    madeUpRun(index, repetition, 'converged', {
      finalSharpness: 100 * repetition + 10 * index + add * (repetition + 1),
    });
}

const spec = smallSpec({ name: 'a' });
const noiseless = smallSpec({ name: 'b', data: { kind: 'synthetic', samples: 20, features: 3, noise: 0 } });
const reseeded = smallSpec({ name: 'c', seed: 8 });

describe('differences of runs with the same random numbers', () => {
  const sides = [
    madeUpSide(spec, everyRun(spec, sharp(0))),
    madeUpSide(noiseless, everyRun(noiseless, sharp(1))),
  ];
  const [found] = differenceStatistics(sides, OPTIONS);

  it('are paired: what repetitions have in common goes', () => {
    expect(found!.cells).toHaveLength(4);
    for (const { paired, measure } of found!.cells) {
      expect(paired).toBe(true);
      expect(measure).toMatchObject({ ...pairedDifference([1, 2, 3])!, n: [3, 3] });
    }
    expect(found!.cells[2]!.measure!.means).toEqual([120, 122]);
  });

  it('have Holm’s adjusted probabilities: four equal ones times four', () => {
    const { pValue } = pairedDifference([1, 2, 3])!;
    for (const { measure } of found!.cells) expect(measure!.adjusted).toBeCloseTo(4 * pValue!, 12);
  });

  it('have a bootstrap interval within the differences, the same each time', () => {
    const resampled = (): unknown =>
      differenceStatistics(sides, { ...OPTIONS, interval: 'bootstrap' })[0]!.cells[0]!.measure!.interval;
    const [low, high] = resampled() as [number, number];
    expect(low).toBeGreaterThanOrEqual(1);
    expect(high).toBeLessThanOrEqual(3);
    expect(high).toBeGreaterThan(low);
    expect(resampled()).toEqual([low, high]);
  });
});

describe('differences of runs with other random numbers', () => {
  it('are of two samples, by Welch', () => {
    const sides = [
      madeUpSide(spec, everyRun(spec, sharp(0))),
      madeUpSide(reseeded, everyRun(reseeded, sharp(1))),
    ];
    const [row] = differenceStatistics(sides, OPTIONS)[0]!.cells;
    expect(row).toMatchObject({ paired: false, because: 'Two independent samples: their seeds differ.' });
    expect(row!.measure).toMatchObject(welchDifference([0, 100, 200], [1, 102, 203])!);
  });
});

describe('what is left out', () => {
  it('is counted by its reason, a pair once', () => {
    const longer = smallSpec({
      name: 'd',
      grid: {
        ...spec.grid,
        training: spec.grid.training.map((schedule) => ({ ...schedule, repetitions: 5 })),
      },
    });
    const first = everyRun(spec, sharp(0)).map((run) =>
      run.cell === 0 && run.repetition === 1 ? madeUpRun(0, 1, 'diverged') : run,
    );
    const second = everyRun(longer, sharp(1)).filter(
      ({ cell, repetition }) => !(cell === 0 && repetition === 2),
    );
    const [row, next] = differenceStatistics(
      [madeUpSide(spec, first), madeUpSide(longer, second)],
      OPTIONS,
    )[0]!.cells;
    expect(row!.leftOut).toEqual({ unplanned: 2, missing: 1, diverged: 1 });
    expect(row!.measure).toMatchObject({ n: [1, 1], difference: 1, interval: null, pValue: null });
    // Of the outcome, the pair with the diverged run counts.
    expect(row!.outcome).toMatchObject({ n: [2, 2], counts: [1, 0], difference: -0.5 });
    expect(next!.leftOut).toEqual({ unplanned: 2 });
  });

  it('are whole cells where grids differ', () => {
    const narrow = smallSpec({ name: 'e', grid: { ...spec.grid, scales: [0.3] } });
    const [found] = differenceStatistics([madeUpSide(spec, []), madeUpSide(narrow, [])], OPTIONS);
    expect(found).toMatchObject({ unmatched: [2, 0] });
    expect(found!.cells.map(({ measure, outcome, leftOut }) => [measure, outcome, leftOut])).toEqual([
      [null, null, { missing: 3 }],
      [null, null, { missing: 3 }],
    ]);
  });
});

describe('the difference of probabilities', () => {
  const ended = (outcomes: readonly Outcome[]): RunRecord[] =>
    outcomes.map((outcome, repetition) => madeUpRun(0, repetition, outcome));
  const many = (seed: number): ReturnType<typeof smallSpec> =>
    smallSpec({
      seed,
      grid: { depths: [3], scales: [1], training: [{ learningRate: 0.1, steps: 9, repetitions: 10 }] },
    });
  const [some, more] = [
    ended(Array.from({ length: 10 }, (_, i) => (i < 2 ? 'diverged' : 'converged'))),
    ended(Array.from({ length: 10 }, (_, i) => (i < 8 ? 'diverged' : 'converged'))),
  ];

  it('is McNemar’s of pairs: six differ, all the same way, 2/2⁶', () => {
    const sides = [madeUpSide(many(1), some), madeUpSide(many(1), more)];
    const [row] = differenceStatistics(sides, OPTIONS)[0]!.cells;
    expect(row!.outcome).toMatchObject({ counts: [2, 8], n: [10, 10] });
    expect(row!.outcome!.difference).toBeCloseTo(0.6, 14);
    expect(row!.outcome!.pValue).toBeCloseTo(2 / 64, 12);
    expect(row!.measure).toBeNull();
  });

  it('is Fisher’s of two samples', () => {
    const sides = [madeUpSide(many(1), some), madeUpSide(many(2), more)];
    const [row] = differenceStatistics(sides, OPTIONS)[0]!.cells;
    // 2 (C(10,2) C(10,8) + C(10,1) C(10,9) + 1)/C(20,10) = 2 (2025 + 100 + 1)/184756.
    expect(row!.outcome!.pValue).toBeCloseTo((2 * 2126) / 184756, 10);
  });
});

describe('chosen cells and runs', () => {
  it('correspond to each other, paired across learning rates with shared draws', () => {
    const runs = everyRun(spec, sharp(0));
    const sides = [madeUpSide(spec, runs, { cell: 0 }), madeUpSide(spec, runs, { cell: 3 })];
    const [found] = differenceStatistics(sides, OPTIONS);
    expect(found!.cells).toHaveLength(1);
    const [{ paired, measure }] = found!.cells as [CellDifference];
    expect(paired).toBe(true);
    expect(measure).toMatchObject({ difference: 30, interval: [30, 30], pValue: null, n: [3, 3] });
  });

  it('of one run each have a difference and no interval', () => {
    const runs = everyRun(spec, sharp(0));
    const sides = [madeUpSide(spec, runs, { cell: 0, run: 0 }), madeUpSide(spec, runs, { cell: 0, run: 2 })];
    const [row] = differenceStatistics(sides, OPTIONS)[0]!.cells;
    expect(row).toMatchObject({ paired: false, measure: { difference: 200, interval: null, n: [1, 1] } });
  });

  it('give the means of the table of cells: no final measures of runs that diverged', () => {
    const runs = [
      madeUpRun(0, 0, 'converged', { finalSharpness: 3 }),
      madeUpRun(0, 1, 'diverged', { initialSharpness: 5 } satisfies Partial<Record<MeasureName, number>>),
    ];
    const sides = [madeUpSide(spec, runs), madeUpSide(spec, runs)];
    const at = (measure: MeasureName): unknown =>
      differenceStatistics(sides, { ...OPTIONS, measure })[0]!.cells[0]!.measure?.means;
    expect(at('finalSharpness')).toEqual([3, 3]);
    expect(at('initialSharpness')).toEqual([5, 5]);
  });
});
