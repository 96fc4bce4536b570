import { describe, expect, it } from 'vitest';
import { theoryBeside } from '@shared/compare/theory-beside';
import { boundsTable } from '@shared/figures/bounds-table';
import { student95 } from '@shared/numerics/student-t';
import type { Outcome } from '@shared/training/run-result';
import { everyRun, madeUpRun, madeUpSide, preparedOf } from '../../builders/compared-runs';
import { smallSpec } from '../../builders/small-experiment';

const grid = {
  depths: [2, 4],
  scales: [0.5, 1],
  training: [0.3, 0.1, 0.2, 0.4].map((learningRate) => ({ learningRate, steps: 10, repetitions: 3 })),
};
const spec = smallSpec({ grid });

describe('theory beside measurement', () => {
  it('has the bounds of every depth, as the table of bounds', () => {
    const rows = theoryBeside([madeUpSide(spec, [])], []);
    expect(rows.map(({ bounds }) => bounds)).toEqual(boundsTable(grid.depths.map(preparedOf(spec).theory)));
    expect(rows.map(({ side, depth, applies }) => [side, depth, applies])).toEqual([
      [0, 2, true],
      [0, 4, true],
    ]);
    expect(rows[0]).toMatchObject({
      sharpness: null,
      verdicts: null,
      rates: { mostConverged: null, allConverged: null, allDiverged: null },
    });
  });

  it('has the sharpness of converged runs, in groups that started from one network', () => {
    const runs = everyRun(spec, ({ index, learningRate }, repetition) =>
      learningRate === 0.4
        ? madeUpRun(index, repetition, 'cycling', { finalSharpness: 1e6 })
        : madeUpRun(index, repetition, 'converged', { finalSharpness: 6 + repetition }),
    );
    const [row] = theoryBeside([madeUpSide(spec, runs)], []);
    const { sharpness, bounds } = row!;
    // Means of the three networks are 6, 7, 8: standard error 1/√3.
    expect(sharpness).toMatchObject({ n: 18, clusters: 3, mean: 7 });
    const half = student95(2) / Math.sqrt(3);
    expect(sharpness!.interval![1]).toBeCloseTo(7 + half, 12);
    expect(sharpness!.overExact.value).toBeCloseTo(7 / bounds.exact, 12);
    expect(sharpness!.overLower.interval![0]).toBeCloseTo((7 - half) / bounds.lower, 12);
    expect(sharpness!.overUpper.value).toBeCloseTo(7 / bounds.upper, 12);
  });

  it('has the rates at which runs begin to diverge, over all scales', () => {
    const endings: Record<number, readonly Outcome[]> = {
      0.1: ['converged', 'converged', 'converged'],
      0.2: ['converged', 'converged', 'diverged'],
      0.3: ['converged', 'diverged', 'diverged'],
      0.4: ['diverged', 'diverged', 'diverged'],
    };
    const runs = everyRun(spec, ({ index, learningRate }, repetition) =>
      madeUpRun(index, repetition, endings[learningRate]![repetition]!),
    );
    const [row] = theoryBeside([madeUpSide(spec, runs)], []);
    expect(row!.rates).toEqual({
      mostConverged: { learningRate: 0.2, count: 4, finished: 6 },
      allConverged: { learningRate: 0.1, count: 6, finished: 6 },
      allDiverged: { learningRate: 0.4, count: 6, finished: 6 },
    });
  });

  it('of a cell is about its depth and its runs alone', () => {
    const runs = everyRun(spec, ({ index }, repetition) =>
      madeUpRun(index, repetition, 'converged', { finalSharpness: index }),
    );
    const rows = theoryBeside([madeUpSide(spec, runs, { cell: 9 })], []);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ depth: 4, sharpness: { n: 3, mean: 9 } });
  });

  it('says that theory is not about GELU networks', () => {
    const gelu = smallSpec({ network: { kind: 'fullyConnected', activation: 'gelu' } });
    expect(theoryBeside([madeUpSide(gelu, [])], [])[0]!.applies).toBe(false);
  });
});
