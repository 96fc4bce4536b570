import { describe, expect, it } from 'vitest';
import type { BoundsRow } from '@shared/figures/bounds-table';
import type { DataFacts } from '@shared/figures/data-facts';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson } from './lab';

describe('answers of the command line', () => {
  it('gives the authors’ data', async () => {
    const facts = await labJson<DataFacts>('data', 'figure-3', '--json');
    expect(facts).toMatchObject({ n: 50, d: 5, rank: 5 });
    expect(facts.firstRow.slice(0, 2).map((value) => value.toFixed(7))).toEqual(['-0.9543179', '1.4599903']);
    expect(facts.a.toFixed(7)).toBe('0.9328053');
    expect(facts.eigenvalues).toEqual([...facts.eigenvalues].sort((x, y) => y - x));
    expect(facts.lambdaMax).toBe(facts.eigenvalues[0]);
  });

  it('gives bounds, a row a depth', async () => {
    const [row] = await labJson<BoundsRow[]>('bounds', 'figure-3', '--json');
    expect(row!.lower.toFixed(5)).toBe('18.65611');
    expect(row!.criticalLearningRate).toBeCloseTo(2 / row!.exact, 12);
    const depths = await labJson<BoundsRow[]>('bounds', 'figure-2', '--json');
    expect(depths.map(({ depth }) => depth)).toEqual([5, 10, 20, 40]);
    const [degenerate] = await labJson<BoundsRow[]>('bounds', 'figure-6', '--json');
    expect(degenerate).toMatchObject({ depth: 5, appliesTo: 'linear', smallInitialisationUpper: null });
  });

  it('keeps standard output clean: JSON alone, nothing on an error', async () => {
    const { stdout } = await lab('presets', '--json');
    const presets = JSON.parse(stdout) as { name: string; runs: number; cells: number }[];
    expect(presets.map(({ name }) => name)).toEqual([
      'quick',
      'figure-3',
      'figure-1-trajectories',
      'figure-4',
      'figure-4-trajectories',
      'figure-2',
      'figure-6',
      'figure-7',
      'figure-7-noisy',
      'small-scale-L2',
      'small-scale-L3',
      'small-scale-L4',
      'small-scale-L10',
    ]);
    expect(presets.find(({ name }) => name === 'figure-3')).toMatchObject({ cells: 50, runs: 1600 });
    expect((await lab('table', 'quick', '--data-dir', temporaryFolder())).stdout).toBe('');
  });

  it('lists nothing in an empty folder and says how to start', async () => {
    const empty = await lab('list', '--data-dir', temporaryFolder());
    expect(empty).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('lab run quick') });
    expect(await labJson('list', '--json', '--data-dir', temporaryFolder())).toEqual([]);
  });

  it('helps with every command', async () => {
    const commands = [
      'presets',
      'spec',
      'run',
      'list',
      'show',
      'table',
      'bounds',
      'data',
      'critical-rate',
      'spectrum',
      'figure',
      'reproduce',
      'claims',
      'regression',
      'export',
      'digest',
      'annotate',
      'check',
      'backup',
    ];
    for (const command of commands) {
      const { code, stdout } = await lab(command, '--help');
      expect([command, code]).toEqual([command, 0]);
      expect(stdout).toContain('--data-dir');
    }
  });

  it('keeps notes and tags, checks and backs up', async () => {
    const folder = temporaryFolder();
    const data = ['--data-dir', folder];
    await labJson('run', 'figure-1-trajectories', '--json', ...data);
    expect(
      (await lab('annotate', 'figure-1-trajectories', '--notes', 'two runs', '--tag', 'edge', ...data)).code,
    ).toBe(0);
    expect(await labJson('show', 'figure-1-trajectories', '--json', ...data)).toMatchObject({
      notes: 'two runs',
      tags: ['edge'],
    });
    expect(await lab('check', ...data)).toMatchObject({ code: 0, stdout: 'The archive is sound.\n' });
    const nowhere = await lab('check', '--data-dir', `${folder}/elsewhere`);
    expect(nowhere).toMatchObject({ code: 2, stdout: '' });
    expect(nowhere.stderr).toContain('there is nothing to check');
    const backup = ['backup', '--out', `${folder}/copy.sqlite`, ...data];
    expect((await lab(...backup)).code).toBe(0);
    // A copy is never overwritten.
    expect(await lab(...backup)).toMatchObject({ code: 2, stdout: '' });
  });
});
