import { describe, expect, it } from 'vitest';
import type { CriticalRateCheck } from '@shared/experiment/critical-rate/check';
import type { CriticalRateFacts } from '@shared/experiment/critical-rate/critical-rate-facts';
import type { BoundsRow } from '@shared/figures/bounds-table';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

/** Figure 2's networks of depth 5. */
const figure2 = (...args: string[]): string[] => [
  'critical-rate',
  'figure-2',
  '--depths',
  '5',
  '--data-dir',
  temporaryFolder(),
  ...args,
];

describe('lab critical-rate', () => {
  it('encloses the largest converging rate just below 2/S_min, and the onset of divergence above', async () => {
    const args = figure2('--repetitions', '8', '--steps', '4000');
    const [row] = await labJson<CriticalRateFacts[]>(...args, '--json');
    const [bounds] = await labJson<BoundsRow[]>('bounds', 'figure-2', '--json');
    expect(row).toMatchObject({ depth: 5, scale: 0.25, steps: 4000, repetitions: 8, notMonotone: [] });
    expect(row!.criticalLearningRate).toBe(bounds!.criticalLearningRate);
    const { converging, diverging, ratio } = row!;
    expect(converging!.low!).toBeLessThanOrEqual(converging!.rate);
    expect(converging!.high!).toBeGreaterThan(converging!.rate);
    expect(ratio!).toBeGreaterThan(0.9);
    expect(ratio!).toBeLessThan(1);
    expect(diverging!.rate).toBeGreaterThan(row!.criticalLearningRateUpperBound);
    for (const trial of row!.trials) expect(trial.n).toBe(8);
  }, 60_000);

  it('checks 2/S_min at given multiples, and fails where it does not hold', async () => {
    const [check] = await labJson<CriticalRateCheck[]>(...figure2('--repetitions', '4', '--check', '--json'));
    expect(check).toMatchObject({
      holds: true,
      below: { n: 4, ratio: 0.95 },
      above: { n: 24, converged: 0 },
    });
    const short = await lab(...figure2('--repetitions', '2', '--steps', '10', '--check'));
    expect(short.code).toBe(1);
    expect(short.stdout).toContain('does not hold: 0 of 2 runs converge at 0.950 of 2/S_min');
    const table = await lab(...figure2('--repetitions', '2', '--steps', '10', '--at-ratios', '0.5,1'));
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toContain('0.5000');
  }, 60_000);

  it('says what is wrong with a choice', async () => {
    const fails = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await lab(...args);
      expect([code, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await fails(...figure2('--scales', '0.3'))).toContain('0.3 is not a scale of this experiment');
    expect(await fails(...figure2('--repetitions', '51'))).toContain('from 1 to 50');
    expect(await fails(...figure2('--check', '--at-ratios', '1'))).toContain('not both');
    expect(await fails('critical-rate', 'figure-7')).toContain('GELU');
  });
});
