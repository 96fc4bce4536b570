import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPage } from '../../src-main/hosts/page/page-files';
import { temporaryFolder } from '../builders/temporary-folder';
import { raw, serverUnderAttack } from './raw-server';

test.each([
  '/../package.json',
  '/assets/../../package.json',
  '/..%2fpackage.json',
  '/%2e%2e/package.json',
  '/%252e%252e%252fpackage.json',
  '/..\\package.json',
  '/..%5cpackage.json',
  '//etc/passwd',
  '/etc/passwd',
  '/./index.html',
  '/index.html%00.js',
  '/%69ndex.html',
  '/assets',
  '/assets/',
  'http://127.0.0.1/index.html',
  '/__proto__',
  '/constructor',
])('%s leads nowhere', async (path) => {
  const server = await serverUnderAttack();
  expect((await raw(server, path, { cookie: server.cookie })).status).toBe(404);
});

test('a link in the folder of the page is not followed', () => {
  const folder = temporaryFolder();
  const secret = join(temporaryFolder(), 'secret.js');
  writeFileSync(secret, 'secret');
  writeFileSync(join(folder, 'index.html'), 'page');
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'own.js'), 'own');
  writeFileSync(join(folder, 'assets', 'notes.txt'), 'of no kind that a page needs');
  symlinkSync(secret, join(folder, 'assets', 'link.js'));
  symlinkSync(join(secret, '..'), join(folder, 'outside'));
  expect([...readPage(folder).keys()].sort()).toStrictEqual(['/', '/assets/own.js', '/index.html']);
});
