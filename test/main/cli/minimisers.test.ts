import { describe, expect, it } from 'vitest';
import type { AdviceAnswer } from '@shared/contract/advice-study';
import type { MinimisersAnswer, MinimiserWalkAnswer } from '@shared/contract/minimiser-studies';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

const folder = (): string[] => ['--data-dir', temporaryFolder()];

describe('lab minimisers', () => {
  it('walks from a random minimiser to S_min', async () => {
    const args = ['minimisers', 'quick', '--source', 'random', '--seed', '3', '--rescale', '2', '--walk'];
    const answer = await labJson<MinimisersAnswer & { walk: MinimiserWalkAnswer }>(
      ...args,
      '--json',
      ...folder(),
    );
    expect(answer.depth).toBe(10);
    expect(answer.source).toStrictEqual({ kind: 'random', seed: 3 });
    expect(answer.minimiser.sharpness).toBeGreaterThan(answer.bounds.exact);
    expect(answer.rescaled).toHaveLength(121);
    expect(answer.walk.end.sharpness / answer.bounds.exact).toBeCloseTo(1, 8);
    const { stdout } = await lab(...args, ...folder());
    expect(stdout).toContain('arrived at S_min');
  });

  it('names what is wrong with its arguments', async () => {
    const factor = await lab('minimisers', 'quick', '--rescale', '-1', ...folder());
    expect(factor).toMatchObject({ stdout: '' });
    expect(factor.code).not.toBe(0);
    expect(factor.stderr).toContain('The factor C is -1; it must be a number from 0.000001 to 1000000.');
    const run = await lab('minimisers', 'quick', '--source', 'run', '--run', '999:0', ...folder());
    expect(run.stderr).toContain('cell is 999');
  });
});

describe('lab advice', () => {
  it('gives a spec that satisfies (A1) and (A2)', async () => {
    const answer = await labJson<AdviceAnswer>('advice', 'quick', '--processes', '1', '--json', ...folder());
    expect(answer.satisfied).toBe(false);
    expect(answer.mended!.spec.initialisation.family).toBe('gaussianZeroLayer');
    const { stdout } = await lab('advice', 'quick', ...folder());
    expect(stdout).toContain('Made to satisfy both: depths 2, 3');
  });
});
