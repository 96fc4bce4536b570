import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import {
  archiveRoom,
  backupArchive,
  backupFile,
  backupFolder,
  careInThread,
  compactedArchive,
  listBackups,
  openArchiveReader,
  openArchiveWriter,
  pruneBackups,
  quickCheck,
  restoredArchive,
  type CareWork,
} from '../../../src-main/store/index';
import { bundle } from './bundle';
import { anExperiment, anId, aResult, aTrace, create, temporaryFolder } from './builders';

let inThread: CareWork;
beforeAll(async () => {
  inThread = careInThread(await bundle('src-main/store/care-worker.ts'));
});

/** An archive with three runs and, inside, the room of a checkpoint of 4 MB that is not needed any more. */
function folderWithRoom() {
  const folder = temporaryFolder();
  const writer = openArchiveWriter(folder);
  const id = create(writer, anExperiment());
  writer.saveCheckpoint(id, { cell: 1, repetition: 0 }, new Uint8Array(4_000_000));
  writer.recordRuns(
    id,
    [0, 1, 2].map((repetition) =>
      aResult(0, repetition, { traces: [aTrace(new Float64Array(500).fill(repetition))] }),
    ),
    [],
  );
  writer.setStatus(id, 'finished');
  writer.close();
  return { folder, id, file: join(folder, 'workbench.sqlite') };
}

const contentOf = (folder: string, id: ReturnType<typeof anId>) => {
  const reader = openArchiveReader(folder)!;
  const content = {
    record: reader.findById(id),
    runs: [...reader.runs(id)],
    traces: [0, 1, 2].map((repetition) => reader.traces(id, { cell: 0, repetition })),
  };
  reader.close();
  return content;
};

test('compaction gives back what nothing uses and changes nothing else', async () => {
  const { folder, id, file } = folderWithRoom();
  const before = contentOf(folder, id);
  const room = archiveRoom(file);
  expect(room.free).toBeGreaterThan(3_900_000);
  const parts: number[] = [];
  const ready = await compactedArchive(folder, { work: inThread, onProgress: (part) => parts.push(part) });
  ready.putInPlace();
  expect(parts.at(-1)).toBe(1);
  expect(archiveRoom(file).free).toBe(0);
  expect(room.bytes - archiveRoom(file).bytes).toBeGreaterThan(3_900_000);
  expect(contentOf(folder, id)).toEqual(before);
  expect(quickCheck(file, { thorough: true })).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('nothing takes the place of an archive that somebody has open', async () => {
  const { folder, id, file } = folderWithRoom();
  const reader = openArchiveReader(folder)!;
  expect(reader.findById(id)).not.toBeNull();
  const ready = await compactedArchive(folder);
  const before = statSync(file).ino;
  expect(() => ready.putInPlace()).toThrow(expect.objectContaining({ code: 'store-locked' }));
  reader.close();
  expect(statSync(file).ino).toBe(before);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  expect(contentOf(folder, id).runs).toHaveLength(3);
});

test('a restored backup takes the place of the archive, which is kept and can be restored in turn', async () => {
  const { folder, id, file } = folderWithRoom();
  const backup = join(temporaryFolder(), 'copy.sqlite');
  await backupArchive(folder, backup);
  const writer = openArchiveWriter(folder);
  const later = create(writer, anExperiment({ name: 'later' }, anId('b')));
  writer.close();
  const aside = backupFile(backupFolder(folder), 'before-restore', new Date('2026-03-14T09:26:53.589Z'));
  (await restoredArchive(folder, backup, { work: inThread })).putInPlace(aside);
  const restored = openArchiveReader(folder)!;
  expect([restored.findById(id)?.name, restored.findById(later)]).toEqual(['small', null]);
  restored.close();
  expect(listBackups(backupFolder(folder))).toEqual([
    {
      file: aside,
      name: 'workbench-20260314-092653-before-restore.sqlite',
      kind: 'before-restore',
      at: '2026-03-14T09:26:53.000Z',
      bytes: statSync(aside).size,
    },
  ]);
  (await restoredArchive(folder, aside)).putInPlace();
  const undone = openArchiveReader(folder)!;
  expect(undone.findById(later)?.name).toBe('later');
  undone.close();
  expect(quickCheck(file, { thorough: true })).toEqual([]);
  expect(existsSync(aside)).toBe(true);
});

test('what the write-ahead log holds is set aside with the archive', async () => {
  const { folder, id } = folderWithRoom();
  const backup = join(temporaryFolder(), 'copy.sqlite');
  await backupArchive(folder, backup);
  // A process that was killed leaves its log behind; closing would have moved it into the archive.
  const killed = new Database(join(folder, 'workbench.sqlite'));
  killed.pragma('wal_autocheckpoint = 0');
  killed.prepare("UPDATE experiment SET notes = 'in the log'").run();
  const wal = readFileSync(join(folder, 'workbench.sqlite-wal'));
  expect(wal.length).toBeGreaterThan(0);
  killed.pragma('journal_mode = WAL');
  const main = readFileSync(join(folder, 'workbench.sqlite'));
  killed.close();
  writeFileSync(join(folder, 'workbench.sqlite'), main);
  writeFileSync(join(folder, 'workbench.sqlite-wal'), wal);
  const aside = backupFile(backupFolder(folder), 'before-restore', new Date());
  (await restoredArchive(folder, backup)).putInPlace(aside);
  const restored = openArchiveReader(folder)!;
  expect(restored.findById(id)?.notes).toBe('');
  restored.close();
  const kept = new Database(aside, { readonly: true });
  expect(kept.prepare('SELECT notes FROM experiment').pluck().get()).toBe('in the log');
  kept.close();
});

test('a damaged archive can be replaced, and is kept as it was', async () => {
  const { folder, id, file } = folderWithRoom();
  const backup = join(temporaryFolder(), 'copy.sqlite');
  await backupArchive(folder, backup);
  writeFileSync(file, 'Dear diary,\n'.repeat(1000));
  const aside = backupFile(backupFolder(folder), 'before-restore', new Date());
  (await restoredArchive(folder, backup)).putInPlace(aside);
  expect(contentOf(folder, id).runs).toHaveLength(3);
  expect(readFileSync(aside, 'utf8')).toMatch(/^Dear diary/);
});

test.each([
  [
    'a file that is none',
    'store-damaged',
    (file: string) => writeFileSync(file, 'Dear diary,\n'.repeat(1000)),
  ],
  [
    'another program’s database',
    'store-foreign',
    (file: string) => {
      const other = new Database(file);
      other.exec('CREATE TABLE diary (x)');
      other.close();
    },
  ],
  ['no file', 'bad-arguments', () => undefined],
])('%s is not restored, and the archive stays', async (_, code, make) => {
  const { folder, id } = folderWithRoom();
  const file = join(temporaryFolder(), 'backup.sqlite');
  make(file);
  const refused = await restoredArchive(folder, file, { work: inThread }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code });
  // What is wrong with a backup is not wrong with the archive.
  if (code !== 'bad-arguments')
    expect(refused).toMatchObject({ remedy: 'Nothing was changed. Choose another backup.' });
  expect(contentOf(folder, id).runs).toHaveLength(3);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a cancelled copy leaves nothing', async () => {
  const { folder } = folderWithRoom();
  const abort = new AbortController();
  const target = join(temporaryFolder(), 'copy.sqlite');
  const copying = backupArchive(folder, target, () => abort.abort(), {
    work: inThread,
    signal: abort.signal,
  });
  await expect(copying).rejects.toMatchObject({ code: 'interrupted' });
  expect(readdirSync(join(target, '..'))).toEqual([]);
});

test('backups made within one second are listed with the latest first, the tenth before the second', () => {
  const place = temporaryFolder();
  const made = Array.from({ length: 10 }, () => {
    const file = backupFile(place, 'manual', new Date('2026-01-02T03:04:05.678Z'));
    writeFileSync(file, '');
    return file;
  });
  expect(listBackups(place).map(({ file }) => file)).toEqual(made.reverse());
});

test('scheduled backups beyond the newest few go; the others stay', async () => {
  const { folder } = folderWithRoom();
  const place = backupFolder(folder);
  const days = ['01', '02', '03', '04'];
  for (const day of days) {
    for (const kind of ['scheduled', 'manual'] as const) {
      const target = backupFile(temporaryFolder(), kind, new Date(`2026-03-${day}T12:00:00Z`));
      mkdirSync(place, { recursive: true });
      await backupArchive(folder, join(place, target.slice(target.lastIndexOf('/') + 1)));
    }
  }
  writeFileSync(join(place, 'thesis.txt'), 'ten years of work');
  const pruned = pruneBackups(place, 2);
  expect(pruned.map(({ at }) => at.slice(8, 10))).toEqual(['02', '01']);
  expect(listBackups(place).map(({ at, kind }) => `${at.slice(8, 10)} ${kind}`)).toEqual([
    '04 scheduled',
    '04 manual',
    '03 scheduled',
    '03 manual',
    '02 manual',
    '01 manual',
  ]);
  expect(readFileSync(join(place, 'thesis.txt'), 'utf8')).toBe('ten years of work');
});
