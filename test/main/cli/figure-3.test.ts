import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExperimentRecord } from '@shared/contract/records';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { CellRow } from '@shared/figures/cell-table';
import { temporaryFolder } from '../../builders/temporary-folder';
import { lab, labJson, startLab } from './lab';

/** Three cells of figure 3 in full length, a few repetitions: a second of work. */
const PART = ['--learning-rates', '0.07,0.2', '--scales', '0.25,0.6', '--repetitions', '6'];

/** Waits until the archive of a folder holds a finished run. */
async function firstRunKept(folder: string): Promise<void> {
  for (;;) {
    const [experiment] = await labJson<ExperimentRecord[]>('list', '--json', '--data-dir', folder);
    if (experiment !== undefined && experiment.counts.finished > 0) return;
  }
}

it('keeps the names of presets for the presets', async () => {
  const folder = temporaryFolder();
  const data = ['--data-dir', folder];
  const spec = await labJson<ExperimentSpec>('spec', 'figure-1-trajectories', ...data);
  const training = spec.grid.training.map((schedule) => ({ ...schedule, steps: 10 }));
  writeFileSync(join(folder, 'mine.json'), JSON.stringify({ ...spec, grid: { ...spec.grid, training } }));
  const mine = await labJson<{ name: string }>('run', join(folder, 'mine.json'), '--json', ...data);
  expect(mine.name).toBe('figure-1-trajectories-2');
  const seeded = { ...spec, seed: 3 };
  writeFileSync(join(folder, 'seeded.json'), JSON.stringify(seeded));
  const replay = await labJson<{ id: string; name: string }>(
    'run',
    join(folder, 'seeded.json'),
    '--json',
    ...data,
  );
  expect(replay.name).toBe('figure-1-trajectories');
  const found = await labJson<ExperimentRecord>('show', 'figure-1-trajectories', '--json', ...data);
  expect(found.id).toBe(replay.id);
});

describe('the experiment of figure 3 at the command line', () => {
  it('runs, computes nothing the second time, and is found by id and name', async () => {
    const data = ['--data-dir', temporaryFolder()];
    const first = await labJson<{ id: string; name: string; computed: number }>(
      'run',
      'figure-3',
      ...PART,
      '--json',
      ...data,
    );
    expect(first).toMatchObject({ computed: 24, name: expect.stringMatching(/^figure-3-part-[0-9a-f]{6}$/) });
    const again = await labJson<{ id: string; computed: number }>(
      'run',
      'figure-1',
      ...PART,
      '--json',
      ...data,
    );
    expect(again).toMatchObject({ id: first.id, computed: 0 });
    const [byId, byName] = await Promise.all([
      labJson<CellRow[]>('table', first.id, '--json', ...data),
      labJson<CellRow[]>('table', first.name, '--json', ...data),
    ]);
    expect(byId).toEqual(byName);
    expect(byId.map(({ runs, finished }) => [runs, finished])).toEqual(
      Array.from({ length: 4 }, () => [6, 6]),
    );
    // Scale 0.25 trains at every rate; scale 0.6 is far beyond what 0.2 survives.
    expect(byId[0]!.outcomes.converged).toBe(6);
    expect(byId[3]!.diverged).toBe(6);
    expect(byId[3]!.finalSharpness).toBeNull();
    const full = await lab('table', 'figure-3', ...data);
    expect(full).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('lab run figure-3') });
  });

  it('gives the same digest and table for 1 and 2 processes, and after SIGKILL half-way', async () => {
    // Rate 0.2 settles nowhere: all 800 runs take their steps.
    const part = ['figure-3', '--learning-rates', '0.2'];
    const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    const run = (folder: string, processes: string): string[] => [
      'run',
      ...part,
      '--processes',
      processes,
      '--json',
      '--data-dir',
      folder,
    ];
    const { id } = await labJson<{ id: string }>(...run(folders[0]!, '1'));
    await labJson(...run(folders[1]!, '2'));
    const killed = startLab(run(folders[2]!, '1'));
    await killed.says('runs to compute');
    await firstRunKept(folders[2]!);
    killed.child.kill('SIGKILL');
    expect((await killed.result).signal).toBe('SIGKILL');
    const rest = await labJson<{ computed: number; counts: { finished: number } }>(...run(folders[2]!, '2'));
    expect(rest.counts.finished).toBe(800);
    expect(rest.computed).toBeLessThan(800);
    const outputs = await Promise.all(
      folders.map(async (folder) => [
        (await lab('digest', id, '--data-dir', folder)).stdout,
        (await lab('table', id, '--json', '--data-dir', folder)).stdout,
      ]),
    );
    expect(outputs[0]![0]).toMatch(/^[0-9a-f]{64}\n$/);
    expect(outputs[1]).toEqual(outputs[0]);
    expect(outputs[2]).toEqual(outputs[0]);
  });

  it('is interrupted in good order by SIGINT', async () => {
    const data = ['--data-dir', temporaryFolder()];
    const running = startLab(['run', 'figure-3', ...data]);
    await running.says('runs to compute');
    await firstRunKept(data[1]!);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.result;
    expect(code).toBe(130);
    expect(stderr).toMatch(/Interrupted: \d+ of 1600 runs of "figure-3" are kept/);
    const [experiment] = await labJson<ExperimentRecord[]>('list', '--json', ...data);
    expect(experiment).toMatchObject({ name: 'figure-3', status: 'cancelled' });
    expect(experiment!.counts.finished).toBeGreaterThan(0);
  });

  it('replays its own spec to the same digest, and another seed to another table', async () => {
    const folder = temporaryFolder();
    const data = ['--data-dir', folder];
    const file = (name: string, spec: unknown): string => {
      writeFileSync(join(folder, name), JSON.stringify(spec));
      return join(folder, name);
    };
    const { id } = await labJson<{ id: string }>('run', 'figure-3', ...PART, '--json', ...data);
    const spec = await labJson<ExperimentSpec>('spec', id, ...data);
    const replay = await labJson<{ id: string; computed: number }>(
      'run',
      file('same.json', spec),
      '--json',
      ...data,
    );
    expect(replay).toMatchObject({ id, computed: 0 });
    const other = await labJson<{ id: string; name: string }>(
      'run',
      file('other.json', { ...spec, seed: 1 }),
      '--json',
      ...data,
    );
    expect(other.id).not.toBe(id);
    expect(other.name).toBe(`${spec.name}-2`);
    const [zero, one] = await Promise.all([lab('digest', id, ...data), lab('digest', other.id, ...data)]);
    expect(zero.stdout).not.toBe(one.stdout);
  });

  it('exports every run as CSV and JSON, with numbers that round-trip', async () => {
    const folder = temporaryFolder();
    const data = ['--data-dir', folder];
    const { id } = await labJson<{ id: string }>('run', 'figure-3', ...PART, '--json', ...data);
    const files = { csv: join(folder, 'runs.csv'), json: join(folder, 'runs.json') };
    for (const format of ['csv', 'json'] as const) {
      expect((await lab('export', id, '--format', format, '--out', files[format], ...data)).code).toBe(0);
    }
    const [header, ...rows] = readFileSync(files.csv, 'utf8').trim().split('\n');
    const column = header!.split(',').indexOf('initialRisk');
    const exported = JSON.parse(readFileSync(files.json, 'utf8')) as {
      runs: { measures: { initialRisk: { value: number } } }[];
    };
    expect(rows).toHaveLength(24);
    expect(rows.map((row) => Number(row.split(',')[column]))).toEqual(
      exported.runs.map(({ measures }) => measures.initialRisk.value),
    );
  });

  it('records traces of a trajectory', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out.json');
    await labJson('run', 'figure-1-trajectories', '--json', '--data-dir', folder);
    await lab('export', 'figure-1-trajectories', '--format', 'json', '--out', out, '--data-dir', folder);
    const { runs } = JSON.parse(readFileSync(out, 'utf8')) as {
      runs: { traces: { quantity: string; values: number[] }[] }[];
    };
    expect(runs).toHaveLength(2);
    expect(runs[0]!.traces.map(({ quantity, values }) => [quantity, values.length])).toEqual([
      ['excessRisk', 91],
      ['squaredDistance', 91],
      ['sharpness', 91],
      ['sharpnessAsPublished', 91],
    ]);
  });
});
