import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SpectrumFacts } from '@shared/figures/spectrum-facts';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

interface ExportedRun {
  readonly cell: number;
  readonly measures: Record<string, { value: number; error: number }>;
  readonly traces: { quantity: string; every: number; values: number[] }[];
}

function specFile(change: Record<string, unknown>): string {
  const file = join(temporaryFolder(), 'spec.json');
  writeFileSync(file, JSON.stringify(smallSpec(change)));
  return file;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('lab spectrum', () => {
  it('gives all eigenvalues of a preset that was never run, with two checks of them', async () => {
    const folder = ['--data-dir', temporaryFolder()];
    const facts = await labJson<SpectrumFacts>('spectrum', 'figure-3', '--json', ...folder);
    expect(facts).toMatchObject({
      cell: 0,
      repetition: 0,
      steps: 40000,
      after: 40000,
      dimension: 230,
      depth: 10,
    });
    expect(facts).toMatchObject({ learningRate: 0.005, scale: 0.25, stabilityThreshold: 400 });
    const { eigenvalues, error } = facts;
    expect(eigenvalues).toEqual([...eigenvalues].sort((a, b) => a - b));
    expect(Math.abs(sum(eigenvalues) - facts.trace)).toBeLessThanOrEqual(230 * error);
    expect(Math.hypot(...eigenvalues) / facts.frobeniusNorm).toBeCloseTo(1, 12);
    // A minimiser: H = 2 JᵀΣ̂J, J of full rank d = 5.
    expect(facts).toMatchObject({ negative: 0, nearZero: 225, positive: 5 });
  });

  it('has the archived sharpness on top, at the start, along the run and at the end', async () => {
    const data = ['--data-dir', temporaryFolder()];
    const out = join(temporaryFolder(), 'runs.json');
    await labJson('run', 'figure-1-trajectories', '--json', ...data);
    await lab('export', 'figure-1-trajectories', '--format', 'json', '--out', out, ...data);
    const { runs } = JSON.parse(readFileSync(out, 'utf8')) as { runs: ExportedRun[] };
    for (const { cell, measures, traces } of runs) {
      const top = async (...after: string[]): Promise<[number, number]> => {
        const place = ['--cell', String(cell), ...after];
        const args = ['spectrum', 'figure-1-trajectories', ...place, '--json', ...data];
        const { eigenvalues, error } = await labJson<SpectrumFacts>(...args);
        return [eigenvalues.at(-1)!, error];
      };
      const { every, values } = traces.find(({ quantity }) => quantity === 'sharpness')!;
      for (const [found, archived, bound] of [
        [await top('--after', '0'), measures['initialSharpness']!.value, measures['initialSharpness']!.error],
        // The trace keeps no error: that of the method, 10⁻⁹.
        [await top('--after', String(30 * every)), values[30]!, 1e-9 * values[30]!],
        [await top(), measures['finalSharpness']!.value, measures['finalSharpness']!.error],
      ] as const) {
        expect(Math.abs(found[0] - archived)).toBeLessThanOrEqual(found[1] + bound);
      }
    }
  });

  it('prints either end, the counts and the checks', async () => {
    const file = specFile({});
    const { code, stdout, stderr } = await lab(
      'spectrum',
      file,
      '--after',
      '1',
      '--data-dir',
      temporaryFolder(),
    );
    expect([code, stderr]).toEqual([0, '']);
    for (const name of [
      'largest',
      'smallest',
      'negative',
      'near zero',
      'positive',
      'trace',
      '2/η',
      'error of each',
    ])
      expect(stdout).toContain(name);
    expect(stdout).toMatch(/after +1 of 200 updates/);
    expect(stdout).toMatch(/parameters D +21\n/);
    const [, trace, total] = /trace +(\S+); sum of the eigenvalues (\S+)/.exec(stdout)!;
    expect(trace).toBe(total);
  });

  it('takes GELU networks', async () => {
    const file = specFile({ network: { kind: 'fullyConnected', activation: 'gelu' } });
    const args = ['spectrum', file, '--json', '--data-dir', temporaryFolder()];
    const facts = await labJson<SpectrumFacts>(...args);
    expect(facts.dimension).toBe(21);
    expect(Math.abs(sum(facts.eigenvalues) - facts.trace)).toBeLessThanOrEqual(21 * facts.error);
  });
});

describe('moments that have no spectrum', () => {
  it.each([
    [['--cell', '50'], /cell is 50; it must be an integer from 0 to 49: figure-3 has 50 cells\.\n$/],
    [['--cell', '-1'], /integer of at least 0/],
    [['--cell', '1.5'], /integer of at least 0/],
    [['--cell', '4', '--repetition', '80'], /repetition is 80; .* from 0 to 79: cell 4 has 80\.\n$/],
    [['--after', '40001'], /after is 40001; .* from 0 to 40000: cell 0 takes 40000 updates\.\n$/],
    [['--after', 'end'], /integer of at least 0/],
  ])('%j is refused with what is allowed', async (place, sentence) => {
    const result = await lab('spectrum', 'figure-3', ...place, '--data-dir', temporaryFolder());
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });

  it('a network beyond the limit is refused with D and the limit', async () => {
    const file = specFile({
      data: { kind: 'synthetic', samples: 30, features: 21 },
      network: { kind: 'residual' },
      initialisation: { family: 'residual' },
      grid: { depths: [5], scales: [0.1], training: [{ learningRate: 0.1, steps: 10, repetitions: 1 }] },
    });
    const result = await lab('spectrum', file, '--data-dir', temporaryFolder());
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/D = 2205 parameters.* at most 2000/);
  });

  it('a run that has diverged there says so and until when it had not', async () => {
    const data = ['--data-dir', temporaryFolder()];
    const diverged = await lab('spectrum', 'figure-3', '--cell', '49', '--json', ...data);
    expect(diverged).toMatchObject({ code: 1, stdout: '' });
    expect(diverged.stderr).toMatch(/cell 49, repetition 0, after 2000 updates are no longer finite numbers/);
    const last = /last finite ones are those after (\d+) update/.exec(diverged.stderr)![1]!;
    const next = await lab(
      'spectrum',
      'figure-3',
      '--cell',
      '49',
      '--after',
      String(Number(last) + 1),
      ...data,
    );
    expect(next.stderr).toContain('no longer finite');
    const there = await lab('spectrum', 'figure-3', '--cell', '49', '--after', last, ...data);
    // The weights are there; their Hessian may overflow, which is said too.
    expect(there.stderr === '' || there.stderr.includes('beyond the range of float64')).toBe(true);
  });
});
