import { describe, expect, it } from 'vitest';
import { sameRunsBeside, type SideOfRecord } from '@shared/compare/same-runs-beside';
import type { Digest } from '@shared/contract/ids';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { everyRun, madeUpRun, madeUpSide } from '../../builders/compared-runs';
import { smallSpec } from '../../builders/small-experiment';

const training = (repetitions: number, steps = 200) => [{ learningRate: 0.01, steps, repetitions }];
const grid = (scales: number[], repetitions: number, steps?: number) => ({
  depths: [3],
  scales,
  training: training(repetitions, steps),
});

function sideOf(spec: ExperimentSpec, data = 'a'): SideOfRecord {
  const runs = everyRun(spec, ({ index }, repetition) => madeUpRun(index, repetition, 'converged', {}));
  return {
    record: { data: { digest: data as Digest } as SideOfRecord['record']['data'] },
    compared: madeUpSide(spec, runs),
  };
}

describe('runs that two sides have in common', () => {
  const base = sideOf(smallSpec({ grid: grid([0.3, 1.5], 3) }));

  it('are those that an extension takes over', () => {
    const extension = sideOf(smallSpec({ name: 'longer', grid: grid([0.3, 1.5, 2], 5) }));
    expect(sameRunsBeside(base, extension)).toBe(6);
    expect(sameRunsBeside(extension, base)).toBe(6);
  });

  it('are none with another seed, other data or more steps', () => {
    expect(sameRunsBeside(base, sideOf(smallSpec({ seed: 8, grid: grid([0.3, 1.5], 3) })))).toBe(0);
    expect(sameRunsBeside(base, sideOf(smallSpec({ grid: grid([0.3, 1.5], 3) }), 'b'))).toBe(0);
    expect(sameRunsBeside(base, sideOf(smallSpec({ grid: grid([0.3, 1.5], 3, 300) })))).toBe(0);
  });

  it('are of the cell or the repetition that a side is about', () => {
    const { record, compared } = base;
    expect(sameRunsBeside(base, { record, compared: { ...compared, cell: 1 } })).toBe(3);
    expect(sameRunsBeside(base, { record, compared: { ...compared, cell: 1, run: 2 } })).toBe(1);
  });
});
