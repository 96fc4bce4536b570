import { copyFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { experimentDigest } from '../../../src-main/core/experiment-digest';
import {
  openArchiveReader,
  openArchiveWriter,
  quickCheck,
  type LayoutUpdate,
} from '../../../src-main/store/index';
import { latestLayout } from '../../../src-main/store/migrate';
import { MIGRATIONS } from '../../../src-main/store/migrations/index';
import { temporaryFolder } from './builders';

const ARCHIVES = resolve(import.meta.dirname, '../../reference/archives');
/** What the programs of all these layouts printed for their runs. */
const DIGEST = '5430770eed9b4c4d39e530fec2aa1a9a4f7233a270d04486b3150a1507491b40';

const layouts = readdirSync(ARCHIVES).flatMap((name) => /^layout-(\d+)\.sqlite$/.exec(name)?.[1] ?? []);

function folderOf(layout: string): string {
  const folder = temporaryFolder();
  copyFileSync(join(ARCHIVES, `layout-${layout}.sqlite`), join(folder, 'workbench.sqlite'));
  return folder;
}

test('there is an archive of every layout before today’s', () => {
  const earlier = MIGRATIONS.map(({ layout }) => String(layout)).slice(0, -1);
  expect(layouts.sort()).toEqual(earlier);
});

test.each(layouts)(
  'an archive of layout %s opens with the same results, whole, and is kept as it was',
  (layout) => {
    const folder = folderOf(layout);
    const updates: LayoutUpdate[] = [];
    const writer = openArchiveWriter(folder, { onUpdated: (update) => updates.push(update) });
    const record = writer.findByName('kept-sample')!;
    expect(experimentDigest(writer, record)).toBe(DIGEST);
    expect(record).toMatchObject({
      status: 'finished',
      counts: { total: 8, finished: 8, failed: 0 },
      notes: `made at layout ${layout}`,
      tags: ['kept'],
      deletedAt: null,
    });
    writer.close();
    const file = join(folder, 'workbench.sqlite');
    expect(quickCheck(file, { thorough: true })).toEqual([]);

    expect(updates).toEqual([
      {
        from: Number(layout),
        to: latestLayout(),
        copy: expect.stringContaining('before-layout'),
        reason: null,
      },
    ]);
    const { copy } = updates[0]!;
    expect(readdirSync(join(folder, 'backups'))).toEqual([basename(copy!)]);
    const kept = new Database(copy!, { readonly: true });
    expect(kept.pragma('user_version', { simple: true })).toBe(Number(layout));
    expect(kept.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(kept.prepare('SELECT count(*) FROM run').pluck().get()).toBe(8);
    kept.close();
  },
);

test('who only reads brings an archive up to date as well; once it is, nothing is copied again', () => {
  const folder = folderOf('10');
  const updates: LayoutUpdate[] = [];
  for (let i = 0; i < 2; i += 1) {
    const reader = openArchiveReader(folder, { onUpdated: (update) => updates.push(update) })!;
    expect(experimentDigest(reader, reader.findByName('kept-sample')!)).toBe(DIGEST);
    reader.close();
  }
  expect(updates).toHaveLength(1);
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
});
