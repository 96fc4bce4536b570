import { expect, test } from 'vitest';
import { raw, serverUnderAttack } from './raw-server';
import { refusedSocket } from './refused-socket';

/* DNS rebinding: a foreign name that resolves to 127.0.0.1 makes the browser take this server for that site. */

const NAMES = ['evil.example', 'localhost', '127.0.0.1', '127.0.0.1.evil.example', '[::1]', '0.0.0.0'];

test.each(NAMES)('a request to the name %s is refused, even with the cookie', async (name) => {
  const server = await serverUnderAttack();
  for (const host of [name, `${name}:${server.port}`]) {
    if (host === server.host) continue;
    expect(await raw(server, '/', { host, cookie: server.cookie })).toMatchObject({ status: 403 });
  }
});

test('the token opens nothing under a foreign name', async () => {
  const server = await serverUnderAttack();
  const { search } = new URL(server.address);
  const answer = await raw(server, `/${search}`, { host: `evil.example:${server.port}` });
  expect(answer.status).toBe(403);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('a socket under a foreign name is refused', async () => {
  const server = await serverUnderAttack();
  const host = `evil.example:${server.port}`;
  expect(await refusedSocket(server, { host, origin: server.origin, cookie: server.cookie })).toBe(403);
  expect(await refusedSocket(server, { host, origin: `http://${host}`, cookie: server.cookie })).toBe(403);
});
