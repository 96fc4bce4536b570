import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { purgeAll } from '../../../src-main/core/purge';
import { openArchiveWriter, quickCheck } from '../../../src-main/store';
import { killsOr } from '../../builders/kills';
import { temporaryFolder } from '../../builders/temporary-folder';
import { bundle } from '../store/bundle';
import { startChild } from '../store/child';
import { aBundle, aFolder, anExperiment, digestIn, take, TRACED } from './builders';

const KILLS = killsOr(8);
/** Every other kill comes at most so many milliseconds after the copying of runs has begun. */
const COPYING_MS = 48;
const LARGE = {
  ...TRACED,
  grid: { depths: [3], scales: [0.3, 1.5], training: [{ learningRate: 0.01, steps: 200, repetitions: 200 }] },
};

let child: string;
beforeAll(async () => {
  child = await bundle('test/main/bundles/children/import.ts');
});

function hiddenIn(path: string): number {
  const database = new Database(join(path, 'workbench.sqlite'), { readonly: true });
  const count = database.prepare('SELECT count(*) FROM experiment WHERE hidden IS NOT NULL').pluck().get();
  database.close();
  return count as number;
}

test(
  'an import that is killed at any moment leaves nothing half-imported',
  { timeout: 60_000 + KILLS * 10_000 },
  async () => {
    const from = aFolder();
    const [added, fresh] = [
      anExperiment(from, LARGE),
      anExperiment(from, { ...LARGE, name: 'fresh', seed: 8 }),
    ];
    const file = await aBundle(from, [added, fresh]);
    const digests = [digestIn(from, added.id), digestIn(from, fresh.id)];

    /** A folder that has every third run of one of them, and something else. */
    const prepared = () => {
      const path = temporaryFolder();
      const archive = openArchiveWriter(path);
      const folder = { path, archive };
      anExperiment(folder, LARGE, ({ repetition }) => repetition % 3 === 0);
      anExperiment(folder, { ...TRACED, name: 'other', seed: 9 });
      archive.close();
      return path;
    };
    const moments = { before: 0, within: 0, after: 0 };

    const lived = startChild(child, prepared(), file);
    await lived.line();
    const start = performance.now();
    while ((await lived.line()) !== 'done');
    const duration = performance.now() - start;
    await lived.exit();

    for (let i = 0; i < KILLS; i += 1) {
      const path = prepared();
      const doomed = startChild(child, path, file);
      await doomed.line();
      // Half of the moments lie anywhere, half of them where runs are copied.
      if (i % 2 === 1) while (!(await doomed.line()).startsWith('importing'));
      const delay = i % 2 === 1 ? (3 * i) % COPYING_MS : (duration * (i + 0.5)) / KILLS;
      await new Promise((resolve) => setTimeout(resolve, delay));
      await doomed.kill();

      expect(quickCheck(join(path, 'workbench.sqlite'), { thorough: true })).toEqual([]);
      const archive = openArchiveWriter(path);
      const folder = { path, archive };
      // What was decided is done, what was not is forgotten.
      const decided = archive.findByName('fresh') !== null;
      const left = hiddenIn(path) > 0;
      if (decided) await purgeAll(archive);
      const seen = archive.listExperiments().map(({ name, counts }) => [name, counts.finished]);
      const before = [
        ['other', 12],
        ['small', 134],
      ];
      const after = [
        ['fresh', 400],
        ['other', 12],
        ['small', 400],
      ];
      const sorted = seen.sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
      expect(sorted).toEqual(decided ? after : before);
      moments[decided ? 'after' : left ? 'within' : 'before'] += 1;

      expect((await take(folder, file)).imported).toBe(true);
      expect([digestIn(folder, added.id), digestIn(folder, fresh.id)]).toEqual(digests);
      expect(quickCheck(join(path, 'workbench.sqlite'), { thorough: true })).toEqual([]);
      expect(readdirSync(join(path, 'incoming'))).toEqual([]);
      expect(archive.findById(fresh.id)?.status).toBe('finished');
      await purgeAll(archive);
      expect(hiddenIn(path)).toBe(0);
      expect(quickCheck(join(path, 'workbench.sqlite'), { thorough: true })).toEqual([]);
      archive.close();
    }
    // Else the moments were ill chosen.
    expect(moments.within).toBeGreaterThan(0);
  },
);
