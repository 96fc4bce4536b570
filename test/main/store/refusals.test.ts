import { mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openArchiveReader, openArchiveWriter } from '../../../src-main/store/index';
import {
  anExperiment,
  aResult,
  aTrace,
  create,
  expectRefusal,
  openWriter,
  temporaryFolder,
} from './builders';

const OPENERS = { writer: openArchiveWriter, reader: openArchiveReader };
const openers = Object.entries(OPENERS);

/** A folder with a sound, closed archive of some hundred pages. */
function folderWithArchive(): { folder: string; file: string } {
  const folder = temporaryFolder();
  const writer = openArchiveWriter(folder);
  const id = create(writer, anExperiment());
  writer.recordRuns(id, [aResult(0, 0, { traces: [aTrace(new Float64Array(50_000).fill(1))] })], []);
  writer.close();
  return { folder, file: join(folder, 'workbench.sqlite') };
}

describe.each(openers)('the %s', (_, open) => {
  test('refuses the database of another program and leaves it as it is', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'workbench.sqlite');
    new Database(file).exec('CREATE TABLE recipes (name TEXT)').close();
    const before = readFileSync(file);
    expectRefusal(() => open(folder), 'store-foreign', file);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['workbench.sqlite']);
  });

  test('refuses a file that is no database', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'workbench.sqlite');
    writeFileSync(file, 'Dear diary,\n'.repeat(1000));
    expectRefusal(() => open(folder), 'store-damaged', file);
    expect(readFileSync(file, 'utf8')).toMatch(/^Dear diary/);
    expect(readdirSync(folder)).toEqual(['workbench.sqlite']);
  });

  test.each([0.7, 0.02])('refuses an archive that was cut to %f of its length', (part) => {
    const { folder, file } = folderWithArchive();
    truncateSync(file, Math.floor(statSync(file).size * part));
    expectRefusal(() => open(folder), 'store-damaged', file);
  });

  test('refuses the archive of a newer version', () => {
    const { folder, file } = folderWithArchive();
    const database = new Database(file);
    database.pragma('user_version = 123450');
    database.close();
    expectRefusal(() => open(folder), 'store-newer', file);
  });

  test('refuses a file in place of the folder', () => {
    const file = join(temporaryFolder(), 'data');
    writeFileSync(file, '');
    expectRefusal(() => open(file), 'folder-unusable', file);
  });

  test('refuses a folder in place of the archive', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'workbench.sqlite'));
    expectRefusal(() => open(folder), 'folder-unusable', folder);
  });
});

test('a folder that cannot be made is refused', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const folder = join(file, 'under', 'it');
  expectRefusal(() => openArchiveWriter(folder), 'folder-unusable', folder);
});

test('a missing folder is made, with those above it', () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  create(openWriter(folder), anExperiment());
  expect(openArchiveReader(folder)?.listExperiments()).toHaveLength(1);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a read-only folder is refused (skipped for root, whom permissions do not stop)',
  () => {
    const folder = join(temporaryFolder(), 'read-only');
    mkdirSync(folder, { mode: 0o555 });
    expectRefusal(() => openArchiveWriter(folder), 'folder-unusable', folder);
  },
);

test('an archive with a broken page inside is refused when the page is met', () => {
  const { folder, file } = folderWithArchive();
  const database = new Database(file, { readonly: true });
  const page = database
    .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'trace_chunk'`)
    .pluck()
    .get()!;
  database.close();
  const content = readFileSync(file);
  content.fill(0xa5, 4096 * (page - 1), 4096 * page);
  writeFileSync(file, content);
  const reader = openArchiveReader(folder)!;
  const id = reader.listExperiments()[0]!.id;
  expectRefusal(() => reader.traces(id, { cell: 0, repetition: 0 }), 'store-damaged', file);
  reader.close();
});

test('an archive that another program keeps locked is refused after a while', () => {
  const { folder, file } = folderWithArchive();
  const other = new Database(file);
  const writer = openWriter(folder, { busyTimeout: 20 });
  other.exec('BEGIN IMMEDIATE');
  expectRefusal(() => writer.setNotes(anExperiment().id, 'x'), 'store-locked', file);
  other.exec('ROLLBACK');
  other.close();
  writer.setNotes(anExperiment().id, 'x');
});

test('an archive that another program keeps wholly to itself is refused at once', () => {
  const { folder, file } = folderWithArchive();
  const other = new Database(file);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  for (const [, open] of openers)
    expectRefusal(() => open(folder, { busyTimeout: 20 }), 'store-locked', file);
  other.close();
});
