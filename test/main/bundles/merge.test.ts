import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { quickCheck } from '../../../src-main/store';
import {
  aBundle,
  aFolder,
  aRun,
  anExperiment,
  digestIn,
  failureOf,
  look,
  NO_PACE,
  openedBundle,
  take,
  TRACED,
  type Folder,
} from './builders';
import { purgeAll } from '../../../src-main/core/purge';
import { planImport } from '../../../src-main/core/bundles/plan-import';
import { importBundle } from '../../../src-main/core/bundles/import-bundle';

/** What the library keeps beside an experiment, and what is out of sight. */
async function kept({ path, archive }: Folder, id: string) {
  await purgeAll(archive);
  const database = new Database(join(path, 'workbench.sqlite'), { readonly: true });
  try {
    return {
      hidden: database.prepare('SELECT count(*) FROM experiment WHERE hidden IS NOT NULL').pluck().get(),
      counts: database
        .prepare(
          'SELECT finished, failed, content_bytes, runs_converged, runs_diverged FROM experiment WHERE id = ?',
        )
        .get(id),
      summaries: database
        .prepare(
          `SELECT name, count, least, most FROM measure_summary JOIN measure_name ON measure_name.key = measure
           WHERE experiment = (SELECT key FROM experiment WHERE id = ?) ORDER BY name`,
        )
        .all(id),
      runs: database.prepare('SELECT count(*) FROM run').pluck().get(),
      measures: database.prepare('SELECT count(*) FROM measure').pluck().get(),
      chunks: database.prepare('SELECT count(*) FROM trace_chunk').pluck().get(),
    };
  } finally {
    database.close();
  }
}

test('what is here with equal results is skipped', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const file = await aBundle(from, [anExperiment(from)]);
  const own = anExperiment(to);
  to.archive.rename(own.id, 'mine');
  to.archive.setNotes(own.id, 'my notes');
  const before = await kept(to, own.id);
  const { experiments } = await take(to, file);
  expect(experiments).toMatchObject([
    { name: 'small', as: 'mine', action: 'here', shelf: 'current', added: 0 },
  ]);
  to.archive.setArchived([own.id], true);
  expect((await look(to, file)).experiments).toMatchObject([{ action: 'here', shelf: 'archived' }]);
  to.archive.setDeleted([own.id], true);
  expect((await look(to, file)).experiments).toMatchObject([{ action: 'here', shelf: 'bin' }]);
  to.archive.setDeleted([own.id], false);
  to.archive.setArchived([own.id], false);
  expect(to.archive.findById(own.id)).toMatchObject({ name: 'mine', notes: 'my notes' });
  expect(await kept(to, own.id)).toEqual(before);
});

test('an experiment that is here with fewer runs gains those that it lacks', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const whole = anExperiment(from);
  const file = await aBundle(from, [whole]);
  const own = anExperiment(to, TRACED, ({ repetition }) => repetition === 1);
  to.archive.recordRuns(own.id, [], [{ cell: 0, repetition: 0, reason: 'lost' }]);
  to.archive.saveCheckpoint(own.id, { cell: 1, repetition: 0 }, new Uint8Array(3));
  to.archive.setDeleted([own.id], true);
  expect((await look(to, file)).experiments).toMatchObject([{ action: 'add', runs: 12, added: 8 }]);
  expect((await take(to, file)).experiments).toMatchObject([{ action: 'add', added: 8 }]);
  expect(digestIn(to, own.id)).toBe(digestIn(from, own.id));
  expect(to.archive.findById(own.id)).toMatchObject({ status: 'finished', deletedAt: null });
  expect([...to.archive.checkpointedPlaces(own.id)]).toEqual([]);
  expect(await kept(to, own.id)).toEqual(await kept(from, own.id));
  expect(quickCheck(join(to.path, 'workbench.sqlite'), { thorough: true })).toEqual([]);
});

test('a bundle with fewer runs than are here changes nothing', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const file = await aBundle(from, [anExperiment(from, TRACED, ({ cell }) => cell === 1)]);
  const own = anExperiment(to);
  expect((await take(to, file)).experiments).toMatchObject([{ action: 'here', runs: 3, added: 0 }]);
  expect(to.archive.findById(own.id)?.status).toBe('finished');
});

test('other results are a conflict, and then nothing of the bundle comes in', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const file = await aBundle(from, [anExperiment(from), anExperiment(from, { name: 'other', seed: 99 })]);
  const own = anExperiment(to, TRACED, () => false);
  const [first, second] = [aRun(1, 0), aRun(1, 1)];
  const last = second.measures.at(-1)!;
  const nearly = {
    ...second,
    measures: [...second.measures.slice(0, -1), { ...last, value: last.value + 5e-324 }],
  };
  to.archive.recordRuns(own.id, [first, nearly], []);
  const { experiments } = await look(to, file);
  const found = experiments.find(({ id }) => id === own.id);
  expect(found).toMatchObject({ action: 'conflict' });
  expect(found?.difference).toBe('cell 1, repetition 1: finalRisk is 1e-323 in the bundle and 1.5e-323 here');
  const refused = await failureOf(take(to, file));
  expect(refused.code).toBe('bundle-conflict');
  expect(refused.message).toContain('cell 1, repetition 1');
  expect(to.archive.findByName('other')).toBeNull();
  expect(await kept(to, own.id)).toMatchObject({ hidden: 0, runs: 2 });
});

test.each([
  [
    'a sample',
    { traces: [aRun(0, 0).traces[0]!, { ...aRun(0, 0).traces[1]!, values: new Float64Array(13) }] },
  ],
  ['the outcome', { outcome: 'cycling' as const }],
  ['the steps taken', { stepsTaken: 99 }],
  ['a method', { measures: aRun(0, 0).measures.map((own) => ({ ...own, method: 'dense' })) }],
  [
    'a measure more',
    { measures: [...aRun(0, 0).measures, { ...aRun(0, 0).measures[0]!, measure: 'finalTestRisk' as const }] },
  ],
  ['a measure less', { measures: aRun(0, 0).measures.slice(1) }],
])('%s that differs is a conflict', async (_, change) => {
  const [from, to] = [aFolder(), aFolder()];
  const file = await aBundle(from, [anExperiment(from)]);
  const own = anExperiment(to, TRACED, () => false);
  to.archive.recordRuns(own.id, [{ ...aRun(0, 0), ...change }], []);
  expect((await look(to, file)).experiments[0]?.difference).toMatch(/^cell 0, repetition 0: /);
});

test('runs that come to be while the bundle is read are no reason to lose any', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const whole = anExperiment(from);
  const own = anExperiment(to, TRACED, ({ cell }) => cell === 0);
  const runs = [...from.archive.runs(whole.id)].map(({ cell, repetition }) => aRun(cell, repetition));
  const checked = (await planImport(openedBundle(from, whole, runs), to.archive, NO_PACE))[0]!;
  expect(checked.step.added).toBe(9);
  let showing = false;
  const meddled = {
    ...to.archive,
    showImported: (...parameters: Parameters<typeof to.archive.showImported>) => {
      to.archive.recordRuns(own.id, [aRun(3, 2)], []);
      showing = true;
      to.archive.showImported(...parameters);
    },
  };
  await importBundle(openedBundle(from, whole, runs), meddled, NO_PACE);
  expect(showing).toBe(true);
  expect(to.archive.findById(own.id)).toMatchObject({ status: 'finished', counts: { finished: 12 } });
  expect(digestIn(to, own.id)).toBe(digestIn(from, whole.id));
  expect(await kept(to, own.id)).toEqual(await kept(from, whole.id));
  expect(quickCheck(join(to.path, 'workbench.sqlite'), { thorough: true })).toEqual([]);
});

test('what is decided goes on after a crash; until then everything agrees with what is there', async () => {
  const MANY = {
    ...TRACED,
    grid: { depths: [3], scales: [0.3], training: [{ learningRate: 0.01, steps: 200, repetitions: 700 }] },
  };
  const [from, to] = [aFolder(), aFolder()];
  const whole = anExperiment(from, MANY);
  const own = anExperiment(to, MANY, ({ repetition }) => repetition < 10);
  const runs = [...from.archive.runs(whole.id)].map(({ cell, repetition }) => aRun(cell, repetition));
  const file = join(to.path, 'workbench.sqlite');
  const seen: number[] = [];
  const crashing = {
    ...to.archive,
    mergeFor: () => {
      expect(to.archive.mergeFor(0)).toBe(true);
      const { counts, outcomes } = to.archive.findById(own.id)!;
      seen.push(counts.finished);
      expect(Object.values(outcomes).reduce((sum, count) => sum + count)).toBe(counts.finished);
      expect(quickCheck(file, { thorough: true })).toEqual([]);
      if (seen.length === 2) throw new Error('the lights went out');
      return true;
    },
  };
  await expect(importBundle(openedBundle(from, whole, runs), crashing, NO_PACE)).rejects.toThrow('lights');
  expect(seen).toEqual([110, 210]);
  expect(to.archive.findById(own.id)).toMatchObject({ status: 'cancelled' });
  // As whoever opens the archive next does.
  to.archive.abandonImports();
  const after = await kept(to, own.id);
  expect(to.archive.findById(own.id)).toMatchObject({ status: 'finished', counts: { finished: 700 } });
  expect(digestIn(to, own.id)).toBe(digestIn(from, whole.id));
  expect(after).toEqual(await kept(from, whole.id));
  expect(quickCheck(file, { thorough: true })).toEqual([]);
});
