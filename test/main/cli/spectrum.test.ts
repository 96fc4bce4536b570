import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SpectrumFacts as AnySpectrumFacts } from '@shared/figures/spectrum-facts';
import { smallSpec } from '../../builders/small-experiment';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

/** Of at most 2000 parameters: all eigenvalues are there. */
type SpectrumFacts = { readonly [K in keyof AnySpectrumFacts]: NonNullable<AnySpectrumFacts[K]> };

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

describe('runs and moments by name', () => {
  const summary = async (...args: string[]): Promise<number[]> => {
    const data = ['--data-dir', temporaryFolder()];
    const { cell, repetition, after } = await labJson<SpectrumFacts>('spectrum', ...args, '--json', ...data);
    return [cell, repetition, after];
  };

  it('cell:repetition, a number in canonical order, and the options mean the same', async () => {
    const file = specFile({});
    // Cells of 3 repetitions each: run 4 is the second of cell 1, which takes 120 updates.
    expect(await summary(file, '1:1')).toEqual([1, 1, 120]);
    expect(await summary(file, '4')).toEqual([1, 1, 120]);
    expect(await summary(file, '--cell', '1', '--repetition', '1')).toEqual([1, 1, 120]);
    expect(await summary(file)).toEqual([0, 0, 200]);
  });

  it('--at takes initial, final and a number of updates', async () => {
    const file = specFile({});
    expect(await summary(file, '0', '--at', 'initial')).toEqual([0, 0, 0]);
    expect(await summary(file, '0', '--at', 'final')).toEqual([0, 0, 200]);
    expect(await summary(file, '0', '--at', '17')).toEqual([0, 0, 17]);
    expect(await summary(file, '0', '--after', '17')).toEqual([0, 0, 17]);
  });

  it.each([
    [['1:0', '--cell', '1'], /run is named twice: as "1:0" and by --cell/],
    [['1', '--repetition', '0'], /run is named twice: as "1" and by --repetition/],
    [['0', '--at', '3', '--after', '3'], /moment is named twice: by --at and by --after/],
    [['first'], /The run is "first"; it must be cell:repetition/],
    [['12'], /The run is 12; it must be an integer from 0 to 11: small has 12 runs\.\n$/],
    [['9:0'], /cell is 9; it must be an integer from 0 to 3: small has 4 cells\.\n$/],
    [['0:3'], /repetition is 3; .* from 0 to 2: cell 0 has 3\.\n$/],
    [['0', '--at', 'soon'], /must be initial, final, or an integer of at least 0/],
    [['0', '--at', '201'], /after is 201; .* from 0 to 200/],
  ])('%j is refused with what is allowed', async (args, sentence) => {
    const result = await lab('spectrum', specFile({}), ...args, '--data-dir', temporaryFolder());
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });
});

describe('eigenvectors, tangent kernel and effective ranks', () => {
  it('agree with the eigenvalues and with each other at a minimiser', async () => {
    const data = ['--data-dir', temporaryFolder()];
    const facts = await labJson<SpectrumFacts>('spectrum', 'figure-3', '0', '--json', ...data);
    const { eigenvalues, error, topEigenvectors, bottomEigenvectors, tangentKernel } = facts;
    topEigenvectors.forEach(({ value, residual, layerShares, overlap }, i) => {
      expect(Math.abs(value - eigenvalues.at(-1 - i)!)).toBeLessThanOrEqual(residual + error);
      expect(layerShares.length).toBe(10);
      expect(sum(layerShares)).toBeCloseTo(1, 12);
      expect(overlap).toBeGreaterThanOrEqual(0);
      expect(overlap).toBeLessThanOrEqual(1);
    });
    bottomEigenvectors.forEach(({ value, residual }, i) =>
      expect(Math.abs(value - eigenvalues[i]!)).toBeLessThanOrEqual(residual + error),
    );
    // A minimiser: the Hessian is 2/n JᵀJ.
    expect(tangentKernel.samples).toBe(50);
    tangentKernel.eigenvalues.forEach((value, i) =>
      expect(Math.abs((2 / 50) * value - eigenvalues.at(-1 - i)!)).toBeLessThan(1e-6 * eigenvalues.at(-1)!),
    );
    const { rayleighQuotient, atMinimiser } = facts.theorem2Direction;
    expect(rayleighQuotient / atMinimiser).toBeCloseTo(1, 6);
    expect(rayleighQuotient).toBeLessThanOrEqual(eigenvalues.at(-1)! + error);
    expect(facts.effectiveRanks.length).toBe(10);
    for (const { rows, columns, stableRank, entropyRank } of facts.effectiveRanks) {
      for (const rank of [stableRank!, entropyRank!]) {
        expect(rank).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(rank).toBeLessThanOrEqual(Math.min(rows, columns) + 1e-12);
      }
    }
    expect(facts.density).toBeNull();
  });
});

describe('a network beyond 2000 parameters', () => {
  const large = {
    data: { kind: 'synthetic', samples: 30, features: 21 },
    network: { kind: 'residual' },
    initialisation: { family: 'residual' },
    grid: { depths: [5], scales: [0.1], training: [{ learningRate: 0.1, steps: 10, repetitions: 1 }] },
  };

  it('has a density instead of all eigenvalues, and the ends one by one', async () => {
    const args = ['spectrum', specFile(large), '--at', 'initial', '--json', '--data-dir', temporaryFolder()];
    const facts = await labJson<AnySpectrumFacts>(...args);
    expect(facts).toMatchObject({ dimension: 2205, eigenvalues: null, trace: null, negative: null });
    const { values, density, trace, squaredFrobeniusNorm, probes } = facts.density!;
    expect(probes).toBe(10);
    const step = values[1]! - values[0]!;
    expect(sum(density) * step).toBeCloseTo(1, 3);
    const top = facts.topEigenvectors.map(({ value }) => value);
    expect(top).toEqual([...top].sort((a, b) => b - a));
    for (const { value, residual } of facts.topEigenvectors)
      expect([value, residual <= 1e-8 * top[0]!]).toEqual([value, true]);
    // The nodes of the quadrature lie inside the spectrum.
    expect(values[0]!).toBeGreaterThan(facts.bottomEigenvectors[0]!.value - 0.1 * top[0]!);
    // ‖H‖_F² is at least the sum over the known ends, up to its sampling error.
    const ends = [...facts.topEigenvectors, ...facts.bottomEigenvectors];
    expect(squaredFrobeniusNorm.value + 5 * squaredFrobeniusNorm.standardError!).toBeGreaterThan(
      sum(ends.map(({ value }) => value * value)),
    );
    expect(Number.isFinite(trace.value)).toBe(true);
  });

  it('is printed with the density’s trace and its error', async () => {
    const { code, stdout } = await lab('spectrum', specFile(large), '--data-dir', temporaryFolder());
    expect(code).toBe(0);
    expect(stdout).toMatch(/density +10 probes of 80 Lanczos steps/);
    expect(stdout).toMatch(/trace +\S+, standard error/);
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
