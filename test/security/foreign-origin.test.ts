import { expect, test } from 'vitest';
import { raw, serverUnderAttack } from './raw-server';
import { refusedSocket } from './refused-socket';

/* A page from elsewhere, open in the same browser, which may carry the cookie along. */

const ORIGINS = [
  'https://evil.example',
  'null',
  'http://localhost',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'file://',
];

test.each(ORIGINS)('a request from %s is refused', async (origin) => {
  const server = await serverUnderAttack();
  const answer = await raw(server, '/', { origin, cookie: server.cookie });
  expect(answer.status).toBe(403);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
});

test.each(ORIGINS)('a socket from %s is refused', async (origin) => {
  const server = await serverUnderAttack();
  expect(await refusedSocket(server, { origin, cookie: server.cookie })).toBe(403);
});

test('a socket from nowhere is refused', async () => {
  const server = await serverUnderAttack();
  expect(await refusedSocket(server, { cookie: server.cookie })).toBe(403);
});

test.each(['cross-site', 'same-site'])('a %s request without an Origin is refused', async (site) => {
  const server = await serverUnderAttack();
  const answer = await raw(server, '/', { 'sec-fetch-site': site, cookie: server.cookie });
  expect(answer.status).toBe(403);
});

test('the own page gets in (or the tests above prove nothing)', async () => {
  const server = await serverUnderAttack();
  const headers = { origin: server.origin, cookie: server.cookie };
  expect(await raw(server, '/', headers)).toMatchObject({ status: 200 });
  expect(await refusedSocket(server, headers)).toBe(101);
});
