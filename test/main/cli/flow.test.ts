import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '@shared/figures/flow-facts';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

const folder = (): string[] => ['--data-dir', temporaryFolder()];

describe('lab flow', () => {
  it('follows a preset that was never run, and says why it ended', async () => {
    const facts = await labJson<FlowFacts>(
      'flow',
      'small-scale-L3',
      '--repetition',
      '2',
      '--json',
      ...folder(),
    );
    expect(facts).toMatchObject({
      cell: 0,
      repetition: 2,
      depth: 3,
      ended: 'excessRisk',
      coordinate: 'auto',
    });
    expect(facts.moments.at(-1)!.excessRisk).toBeLessThanOrEqual(1e-12);
    expect(facts.beside!.complete).toBe(true);
    expect(facts.verdicts.length).toBeGreaterThan(10);
    const { stdout } = await lab('flow', 'small-scale-L3', '--repetition', '2', ...folder());
    expect(stdout).toMatch(/ended because +the excess risk fell/);
    expect(stdout).toMatch(/S_min/);
  });

  it('takes what it is to end at, and names the run in two ways', async () => {
    const options = ['--excess-risk', '0', '--time', '2.5', '--coordinate', 'time', '--no-compare'];
    const args = ['flow', 'small-scale-L2', '--json', ...options, ...folder()];
    const facts = await labJson<FlowFacts>(...args, '0:1');
    expect(facts).toMatchObject({ ended: 'time', coordinate: 'time', beside: null });
    expect(facts.moments.at(-1)!.time).toBe(2.5);
    expect(await labJson<FlowFacts>(...args, '--repetition', '1')).toEqual(facts);
  });

  it.each([
    [['--rtol', '0'], /relative tolerance is 0/],
    [['--coordinate', 'space'], /coordinate/],
    [['--cell', '9'], /cell is 9; it must be an integer from 0 to 1/],
    [['0:0', '--cell', '1'], /named twice/],
  ])('refuses %j', async (options, message) => {
    const { code, stdout, stderr } = await lab('flow', 'small-scale-L2', ...options, ...folder());
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });
});
