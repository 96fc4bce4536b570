import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Recipe } from '@shared/drawing/recipe';
import { RUN_PANEL_IDS } from '@shared/figures/run-theory/panel-ids';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

const PART = ['--learning-rates', '0.02,0.1', '--scales', '0.25,0.6', '--repetitions', '3', '--steps', '400'];

/** A folder with one small experiment; its name, and the options of every command about it. */
async function folderWithRuns(): Promise<{ folder: string; name: string; data: string[] }> {
  const folder = temporaryFolder();
  const data = ['--data-dir', folder];
  const { name } = await labJson<{ name: string }>('run', 'figure-3', ...PART, '--json', ...data);
  return { folder, name, data };
}

describe('figures at the command line', () => {
  it('lists what an experiment has, and draws it into files that are the same each time', async () => {
    const { folder, name, data } = await folderWithRuns();
    const kinds = await labJson<{ kind: string }[]>('figure', name, '--json', ...data);
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'distance',
      'sharpness',
      'divergence',
      'heatmap',
      'phases',
      'generalisation',
      'scatter-last-sharpness-over-first-sharpness',
      ...RUN_PANEL_IDS.map((panel) => `theory-${panel}`),
    ]);
    const draw = async (out: string): Promise<Map<string, Buffer>> => {
      const target = join(folder, out);
      const formats = ['--format', 'pdf,svg,png,pgfplots,csv,json', '--dpi', '72'];
      await labJson(
        'figure',
        name,
        '--kind',
        'sharpness,heatmap',
        ...formats,
        '--out',
        target,
        '--json',
        ...data,
      );
      return new Map(readdirSync(target).map((file) => [file, readFileSync(join(target, file))]));
    };
    const first = await draw('first');
    const second = await draw('second');
    expect([...first.keys()].map((file) => file.split('.').at(-1)).sort()).toEqual(
      expect.arrayContaining(['csv', 'dat', 'json', 'pdf', 'png', 'svg', 'tex']),
    );
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [file, bytes] of first) expect(second.get(file)!.equals(bytes), file).toBe(true);
  });

  it('draws the theory of one run, under either dynamics', async () => {
    const { folder, name, data } = await folderWithRuns();
    const target = ['--format', 'json', '--out', folder, '--json', ...data];
    const draw = (...options: string[]): Promise<{ caption: string }> =>
      labJson('figure', name, '--run', '2,1', ...options, ...target);
    const { caption } = await draw('--kind', 'theory-singularValues');
    expect(caption).toContain('Singular values, η = 0.02, σ = 0.6, L = 10, run 2.');
    const flow = await draw('--kind', 'theory-descent', '--dynamics', 'gradientFlow');
    expect(flow.caption).toContain('Gradient flow until t = ');
    await expect(draw('--kind', 'theory-thetaNorms')).rejects.toThrow(/is not about this run/);
  });

  it('carries in every file what it takes to compute and draw it again', async () => {
    const { folder, name, data } = await folderWithRuns();
    const { stdout } = await lab('digest', name, ...data);
    const formats = ['--format', 'pdf,svg,png,pgfplots,json', '--dpi', '36', '--name', 'mine'];
    await lab('figure', name, '--kind', 'distance', ...formats, '--out', folder, ...data);
    for (const ending of ['pdf', 'svg', 'png', 'tex', 'json']) {
      const recipe = await labJson<Recipe>('recipe', join(folder, `mine.${ending}`), '--json');
      expect(recipe.experiments, ending).toMatchObject([{ name, digest: stdout.trim() }]);
      expect(recipe.sheet.figures, ending).toMatchObject([{ kind: 'distanceLines' }]);
    }
    const spec = await lab('recipe', join(folder, 'mine.pdf'), '--spec');
    const elsewhere = temporaryFolder();
    const file = join(elsewhere, 'spec.json');
    writeFileSync(file, spec.stdout);
    await lab('run', file, '--data-dir', elsewhere);
    expect((await lab('digest', name, '--data-dir', elsewhere)).stdout).toBe(stdout);
  });

  it('says what it cannot draw, and what there is instead', async () => {
    const { folder, name, data } = await folderWithRuns();
    const fails = async (...args: string[]): Promise<string> => {
      const { code, stderr, stdout } = await lab('figure', ...args, '--out', join(folder, 'out'), ...data);
      expect([code, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await fails(name, '--kind', 'trajectory')).toContain('distance, sharpness, divergence');
    expect(await fails(name, '--kind', 'sharpness', '--format', 'bmp')).toContain('pdf, svg, png');
    expect(await fails(name, '--kind', 'sharpness', '--width', '3 parsec')).toContain('140mm');
    expect(await fails(name, '--kind', 'sharpness', '--font-size', '400')).toContain(
      '--font-size must be at most 72 pt.',
    );
    expect(await fails(name, '--kind', 'sharpness', '--dpi', '0', '--format', 'png')).toContain('dpi');
    const missing = await lab('figure', '4', ...data);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('lab reproduce --figures 4');
    const plain = join(folder, 'plain.svg');
    writeFileSync(plain, '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const none = await lab('recipe', plain);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('no recipe');
  });

  it('tells caption, methods and reference', async () => {
    const { name, data } = await folderWithRuns();
    const { stdout } = await lab('figure', name, '--kind', 'sharpness', '--text', ...data);
    expect(stdout).toContain('Mean over the runs that did not diverge');
    expect(stdout).toContain('Sharpness Workbench');
    expect(stdout).toContain('@inproceedings{marion2024deep');
  });
});

describe('places that cannot take files', () => {
  it('are told before anything is computed, as is what to do', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const out of [file, join(file, 'below'), '/proc/below']) {
      const { code, stdout, stderr } = await lab(
        'reproduce',
        '--out',
        out,
        '--data-dir',
        join(folder, 'data'),
      );
      expect([code, stdout], out).toEqual([1, '']);
      expect(stderr, out).toContain('Choose another place with --out.');
      expect(stderr, out).not.toContain('to compute');
    }
  });

  it('are told where a figure or an export was to go', async () => {
    const { folder, name, data } = await folderWithRuns();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const figure = await lab('figure', name, '--kind', 'sharpness', '--out', file, ...data);
    const table = await lab('export', name, '--format', 'csv', '--out', join(file, 'runs.csv'), ...data);
    for (const { code, stdout, stderr } of [figure, table]) {
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain('Choose another place with --out.');
      expect(stderr).not.toContain('bug');
    }
    expect(readdirSync(folder)).toContain('file');
  });
});

describe('reproducing the paper at the command line', () => {
  it('computes what is missing, draws it, and reports every claim about it', async () => {
    const folder = temporaryFolder();
    const data = ['--data-dir', folder];
    const out = join(folder, 'paper');
    const { files, claims } = await labJson<{ files: string[]; claims: Record<string, number> }>(
      'reproduce',
      '--figures',
      '3',
      '--out',
      out,
      '--json',
      ...data,
    );
    expect(files.map((file) => file.slice(out.length + 1)).sort()).toEqual([
      'claims.json',
      'figure-3.csv',
      'figure-3.pdf',
      'figure-3.png',
      'figure-3.svg',
      'reproduction.html',
      'reproduction.md',
    ]);
    expect(claims).toEqual({ all: 1, holds: 1, fails: 0, undecided: 0 });
    const html = readFileSync(join(out, 'reproduction.html'), 'utf8');
    const { stdout } = await lab('digest', 'figure-3', ...data);
    expect(html).toContain(stdout.trim());
    const before = readFileSync(join(out, 'figure-3.pdf'));
    const again = await lab('reproduce', '--figures', '3', '--out', out, ...data);
    expect(again.stderr).toContain('nothing to compute');
    expect(readFileSync(join(out, 'figure-3.pdf')).equals(before)).toBe(true);
    expect(await lab('reproduce', '--figures', '9', ...data)).toMatchObject({ code: 2 });
  });
});
