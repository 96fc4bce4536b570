import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { acquireRunnerLock, isRunnerActive } from '../../../src-main/store/index';
import { bundle } from './bundle';
import { expectRefusal, failureOf, temporaryFolder } from './builders';
import { startChild } from './child';

let holdLock: string;
beforeAll(async () => {
  holdLock = await bundle('test/main/store/children/hold-lock.ts');
});

test('one runner at a time, in one process too', () => {
  const folder = temporaryFolder();
  const lock = acquireRunnerLock(folder);
  expect(isRunnerActive(folder)).toBe(true);
  expectRefusal(() => acquireRunnerLock(folder), 'folder-busy', folder);
  expect(failureOf(() => acquireRunnerLock(folder)).message).toMatch(
    new RegExp(`process ${process.pid}, since \\d{4}-\\d\\d-\\d\\dT`),
  );
  lock.release();
  expect(isRunnerActive(folder)).toBe(false);
  const next = acquireRunnerLock(folder);
  lock.release();
  expect(isRunnerActive(folder)).toBe(true);
  next.release();
});

test('another process is refused, and a killed one leaves nothing locked', async () => {
  const folder = temporaryFolder();
  const child = startChild(holdLock, folder);
  const pid = await child.line();
  expect(isRunnerActive(folder)).toBe(true);
  expect(failureOf(() => acquireRunnerLock(folder)).message).toContain(`process ${pid}, since `);
  await child.kill();
  expect(isRunnerActive(folder)).toBe(false);
  const lock = acquireRunnerLock(folder);
  expect(isRunnerActive(folder)).toBe(true);
  lock.release();
});

test('looking for a runner makes no file', () => {
  const folder = temporaryFolder();
  expect(isRunnerActive(folder)).toBe(false);
  expect(isRunnerActive(join(folder, 'missing'))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock leaves no journal, and its introduction goes with it', () => {
  const folder = temporaryFolder();
  const lock = acquireRunnerLock(folder);
  expect(readdirSync(folder).sort()).toEqual(['runner.json', 'runner.lock']);
  lock.release();
  expect(existsSync(join(folder, 'runner.json'))).toBe(false);
});

test.each(['', '{', 'null', '{"pid":1}'])('a refusal does without an introduction that reads %j', (word) => {
  const folder = temporaryFolder();
  const lock = acquireRunnerLock(folder);
  writeFileSync(join(folder, 'runner.json'), word);
  expectRefusal(() => acquireRunnerLock(folder), 'folder-busy', folder);
  lock.release();
});

test('a folder that cannot hold the lock is refused', () => {
  const file = join(temporaryFolder(), 'data');
  writeFileSync(file, '');
  expectRefusal(() => acquireRunnerLock(file), 'folder-unusable', file);
});
