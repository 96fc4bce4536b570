import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConclusionVerdict, HypothesisVerdict } from '@shared/theory/verdict';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

interface Entry {
  readonly statement: string;
  readonly cell: number;
  readonly run: number;
  readonly hypothesis: HypothesisVerdict;
  readonly conclusion: ConclusionVerdict;
}

function specFile(): string {
  const file = join(temporaryFolder(), 'spec.json');
  writeFileSync(file, JSON.stringify(smallSpec()));
  return file;
}

describe('lab verdicts', () => {
  it('lists every statement for every run of a spec that was never run', async () => {
    const data = ['--data-dir', temporaryFolder()];
    const entries = await labJson<Entry[]>('verdicts', specFile(), '--json', ...data);
    const statements = [...new Set(entries.map(({ statement }) => statement))];
    expect(statements).toContain('sharpnessLowerBound');
    expect(entries).toHaveLength(12 * statements.length);
    const [first] = entries;
    expect(Object.keys(first!)).toEqual(['statement', 'cell', 'run', 'hypothesis', 'conclusion']);
    expect(Object.keys(first!.hypothesis)).toEqual(['holds', 'measured', 'bound', 'conditions']);
    expect(Object.keys(first!.conclusion)).toEqual([
      'holds',
      'measured',
      'bound',
      'slack',
      'firstViolation',
      'relation',
      'error',
      'worst',
      'vacuous',
    ]);
    const places = entries.map(({ cell, run }) => cell * 3 + run);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('narrows to a statement, a cell and repetitions, for either dynamics', async () => {
    const args = ['--statement', 'sharpnessLowerBound', '--cell', '2', '--repetitions', '2'];
    for (const dynamics of ['gradientDescent', 'gradientFlow']) {
      const entries = await labJson<Entry[]>(
        'verdicts',
        specFile(),
        ...args,
        ...['--dynamics', dynamics, '--json', '--data-dir', temporaryFolder()],
      );
      expect(entries.map(({ statement, cell, run }) => [statement, cell, run])).toEqual([
        ['sharpnessLowerBound', 2, 0],
        ['sharpnessLowerBound', 2, 1],
      ]);
      const flows = entries.every(({ conclusion }) => conclusion.worst!.step === null);
      expect(flows).toBe(dynamics === 'gradientFlow');
    }
  });

  it('keeps the verdicts of an archived experiment and takes them from there, with the same numbers', async () => {
    const data = ['--data-dir', temporaryFolder()];
    await lab('run', specFile(), ...data);
    const judged = await lab('verdicts', 'small', '--json', ...data);
    const kept = await lab('verdicts', 'small', '--json', ...data);
    const again = await lab('verdicts', 'small', '--json', '--again', ...data);
    expect(judged.stdout.length).toBeGreaterThan(1000);
    expect(kept.stdout).toBe(judged.stdout);
    expect(again.stdout).toBe(judged.stdout);
  });

  it('says the same with any number of threads', async () => {
    const flows = ['verdicts', 'figure-3', '--repetitions', '1', '--dynamics', 'gradientFlow', '--json'];
    const [one, three] = await Promise.all(
      ['1', '3'].map((processes) => lab(...flows, '--processes', processes, '--data-dir', temporaryFolder())),
    );
    expect(one!.code).toBe(0);
    expect(three!.stdout).toBe(one!.stdout);
  });

  it('prints a table of shares, and no JSON', async () => {
    const { code, stdout } = await lab('verdicts', specFile(), '--data-dir', temporaryFolder());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sharpnessLowerBound\s+\d+ of 12\s+\d+ of 12/m);
    expect(stdout).toContain('small: 12 runs.');
  });

  it.each([
    [['figure-7'], /"figure-7" has GELU between its layers/],
    [['figure-3', '--cell', '50'], /cell is 50; it must be an integer from 0 to 49/],
    [['figure-3', '--statement', 'theorem99'], /No statement "theorem99"/],
    [['figure-3', '--dynamics', 'adam'], /gradientDescent, gradientFlow/],
    [['nowhere'], /"nowhere" is no preset/],
  ])('refuses %j', async (args, sentence) => {
    const { code, stdout, stderr } = await lab('verdicts', ...args, '--data-dir', temporaryFolder());
    expect(code).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
