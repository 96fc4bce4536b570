import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { WorkbenchError, type ErrorCode } from '@shared/contract/errors';
import { guarded, translated } from '../../../src-main/store/failures';

const FULL = () => 0;
const ROOMY = () => 1e12;
const sqlite = (code: string) => new Database.SqliteError('as SQLite says it', code);
const system = (code: string) =>
  Object.assign(new Error('as the system says it'), { code, syscall: 'write' });

test.each<[Error, () => number, ErrorCode]>([
  [sqlite('SQLITE_FULL'), ROOMY, 'disk-full'],
  [system('ENOSPC'), ROOMY, 'disk-full'],
  [system('EDQUOT'), ROOMY, 'disk-full'],
  [sqlite('SQLITE_IOERR_WRITE'), FULL, 'disk-full'],
  [sqlite('SQLITE_IOERR_SHMSIZE'), FULL, 'disk-full'],
  [sqlite('SQLITE_IOERR_WRITE'), ROOMY, 'folder-unusable'],
  [sqlite('SQLITE_IOERR_READ'), FULL, 'folder-unusable'],
  [sqlite('SQLITE_BUSY_SNAPSHOT'), ROOMY, 'store-locked'],
  [sqlite('SQLITE_CORRUPT_INDEX'), ROOMY, 'store-damaged'],
  [sqlite('SQLITE_NOTADB'), ROOMY, 'store-damaged'],
  [sqlite('SQLITE_CANTOPEN'), ROOMY, 'folder-unusable'],
  [sqlite('SQLITE_READONLY_DIRECTORY'), ROOMY, 'folder-unusable'],
  [system('EROFS'), ROOMY, 'folder-unusable'],
])('%s is told as what it is', (error, freeBytes, code) => {
  const failure = translated(error, '/data/workbench.sqlite', freeBytes);
  if (!(failure instanceof WorkbenchError)) throw error;
  expect(failure.code).toBe(code);
  expect(failure.message).toContain('/data/workbench.sqlite');
  expect(failure.remedy).not.toBeNull();
  expect(failure.cause).toBe(error);
});

test('a full disk says that finished runs are kept and that the same command goes on', () => {
  const failure = translated(sqlite('SQLITE_FULL'), '/data/workbench.sqlite') as WorkbenchError;
  expect(failure.message).toContain('finished runs are kept');
  expect(failure.remedy).toContain('run the same command again');
});

test.each([sqlite('SQLITE_ERROR'), sqlite('SQLITE_CONSTRAINT_UNIQUE'), new TypeError('a bug'), 'a string'])(
  'a bug stays what it is: %s',
  (error) => {
    expect(translated(error, '/data')).toBe(error);
  },
);

test('a failure that was told already is not told twice', () => {
  const failure = new WorkbenchError('folder-busy', 'busy');
  expect(() =>
    guarded('/data', () => {
      throw failure;
    }),
  ).toThrow(failure);
});
