import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '@shared/claims/verdict';
import type { GeneralisationFit } from '@shared/claims/generalisation-fit';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

describe('the paper’s claims at the command line', () => {
  it('names the run that is missing, and figures there are', async () => {
    const data = ['--data-dir', temporaryFolder()];
    const nothing = await lab('claims', '1d', ...data);
    expect(nothing).toMatchObject({ code: 1, stdout: '' });
    expect(nothing.stderr).toContain('lab run figure-1-trajectories');
    const unknown = await lab('claims', '8', ...data);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('1a, 1b, 1c');
  });

  it('judges what there is, and says of the rest what is missing', async () => {
    const data = ['--data-dir', temporaryFolder()];
    await labJson('run', 'figure-1-trajectories', '--json', ...data);
    await labJson('run', 'figure-3', '--json', ...data);
    const verdicts = await labJson<Verdict[]>('claims', '--json', ...data);
    const said = (figure: string): string[] =>
      verdicts
        .filter((verdict) => verdict.figure === figure)
        .map(({ id, holds }) => `${id}: ${String(holds)}`);
    expect(said('1a')).toEqual([
      'success-below-critical-rate: true',
      'no-convergence-above-critical-rate: true',
      'critical-rate-independent-of-scale: true',
    ]);
    expect(said('1b')).toEqual([
      'small-scale-sharpness-independent-of-rate: true',
      'small-scale-sharpness-bounded: true',
      'sharpness-at-most-threshold: true',
      'sharpness-plateaus-at-threshold: true',
    ]);
    expect(said('1c')).toEqual(['no-edge-of-stability: true']);
    expect(said('1d')).toEqual(['edge-of-stability: true']);
    expect(said('3')).toEqual(['divergence-not-decreasing: true']);
    expect(said('6b')).toEqual(['generalisation-line: null']);
    const conditioning = verdicts.find(({ id }) => id === 'initial-sharpness-better-conditioned')!;
    expect(conditioning).toMatchObject({ holds: null, measured: null });
    expect(conditioning.detail).toContain('lab run figure-4');
    expect(conditioning.detail).not.toContain('figure-3');
    const panels = await labJson<Verdict[]>('claims', '1', '--json', ...data);
    expect(new Set(panels.map(({ figure }) => figure))).toEqual(new Set(['1a', '1b', '1c', '1d']));
    const { stdout } = await lab('claims', 'figure-1-trajectories', ...data);
    expect(stdout).toContain('1d  HOLDS: At η = 0.1');
    expect(stdout.trimEnd().endsWith('2 hold, 0 do not, 0 undecided.')).toBe(true);
  });
});

describe('the regression at the command line', () => {
  it('is the line through the exported runs', async () => {
    const folder = temporaryFolder();
    const data = ['--data-dir', folder];
    const part = ['--learning-rates', '0.004,0.01', '--repetitions', '2'];
    const { name } = await labJson<{ name: string }>('run', 'figure-6', ...part, '--json', ...data);
    const fit = await labJson<GeneralisationFit>('regression', name, '--json', ...data);
    expect(fit).toMatchObject({ learningRate: 0.004, sharpness: 'as-published' });
    const file = join(folder, 'runs.json');
    await lab('export', name, '--format', 'json', '--out', file, ...data);
    const { runs } = JSON.parse(readFileSync(file, 'utf8')) as {
      runs: { learningRate: number; measures: Record<string, { value: number }> }[];
    };
    const points = runs
      .filter(
        ({ learningRate, measures }) => learningRate === 0.004 && 'finalSharpnessAsPublished' in measures,
      )
      .map(({ measures }) => [
        Math.log10(measures.finalSharpnessAsPublished!.value),
        Math.log10(measures.finalTestRisk!.value - measures.finalRisk!.value),
      ]);
    // The normal equations, solved by Cramer's rule: 18 points of size 1, conditioned like 1/S_xx.
    const sum = (term: (x: number, y: number) => number): number =>
      points.reduce((total, [x, y]) => total + term(x!, y!), 0);
    const [n, sx, sy] = [points.length, sum((x) => x), sum((_, y) => y)];
    const [sxx, sxy] = [sum((x) => x * x), sum((x, y) => x * y)];
    const determinant = n * sxx - sx * sx;
    expect(fit.n).toBe(n);
    expect(fit.slope).toBeCloseTo((n * sxy - sx * sy) / determinant, 8);
    expect(fit.intercept).toBeCloseTo((sxx * sy - sx * sxy) / determinant, 8);
    const other = await lab('regression', name, '--learning-rate', '0.5', ...data);
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toContain('it has 0.004, 0.01');
  });

  it('says what has to be run', async () => {
    const { code, stderr } = await lab('regression', 'figure-6', '--data-dir', temporaryFolder());
    expect(code).toBe(1);
    expect(stderr).toContain('lab run figure-6');
  });
});
