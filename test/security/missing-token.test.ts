import { expect, test } from 'vitest';
import { raw, serverUnderAttack } from './raw-server';
import { refusedSocket } from './refused-socket';

/* Another user, or another program, of the same machine. */

test('without the token there is no page, no file and no cookie', async () => {
  const server = await serverUnderAttack();
  for (const path of ['/', '/index.html', '/assets/index.js', '/socket']) {
    const answer = await raw(server, path, {});
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.body).not.toContain('app');
  }
});

test.each([
  ['a wrong one', 'A'.repeat(43)],
  ['a shorter one', 'A'],
  ['an empty one', ''],
])('%s opens nothing', async (_, token) => {
  const server = await serverUnderAttack();
  const answer = await raw(server, `/?token=${token}`, {});
  expect(answer.status).toBe(403);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('the token opens the start page only, and leaves the address', async () => {
  const server = await serverUnderAttack();
  const { search } = new URL(server.address);
  expect((await raw(server, `/index.html${search}`, {})).status).toBe(403);
  const answer = await raw(server, `/${search}`, {});
  expect(answer).toMatchObject({ status: 303, body: '' });
  expect(answer.headers.location).toBe('/');
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('the token has 256 bits and differs from start to start', async () => {
  const [one, other] = [await serverUnderAttack(), await serverUnderAttack()];
  const token = new URL(one.address).searchParams.get('token')!;
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(new URL(other.address).searchParams.get('token')).not.toBe(token);
});

test('the cookie is kept from scripts and other sites, and is not the token', async () => {
  const server = await serverUnderAttack();
  const answer = await raw(server, `/${new URL(server.address).search}`, {});
  const [cookie] = answer.headers['set-cookie']!;
  expect(cookie!.split('; ').slice(1).sort()).toStrictEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
  expect(cookie).not.toContain(new URL(server.address).searchParams.get('token'));
});

test('the cookie of another start opens nothing', async () => {
  const [own, other] = [await serverUnderAttack(), await serverUnderAttack()];
  const value = other.cookie.split('=')[1]!;
  for (const cookie of [
    other.cookie,
    `workbench-${own.port}=${value}`,
    `workbench-${own.port}=`,
    `x=${own.cookie}`,
  ]) {
    expect((await raw(own, '/', { cookie })).status).toBe(403);
    expect(await refusedSocket(own, { origin: own.origin, cookie })).toBe(403);
  }
});

test('a socket without the cookie is refused', async () => {
  const server = await serverUnderAttack();
  expect(await refusedSocket(server, { origin: server.origin })).toBe(403);
  const { search } = new URL(server.address);
  expect(await refusedSocket(server, { origin: server.origin }, `/socket${search}`)).toBe(403);
});
