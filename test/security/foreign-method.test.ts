import { expect, test } from 'vitest';
import { raw, serverUnderAttack } from './raw-server';

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])(
  '%s is refused',
  async (method) => {
    const server = await serverUnderAttack();
    const answer = await raw(server, '/', { cookie: server.cookie, origin: server.origin }, method);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  },
);

test('the token in a POST opens nothing', async () => {
  const server = await serverUnderAttack();
  const answer = await raw(server, `/${new URL(server.address).search}`, {}, 'POST');
  expect(answer.status).toBe(405);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('HEAD tells what GET would, without the body', async () => {
  const server = await serverUnderAttack();
  const [head, get] = [
    await raw(server, '/', { cookie: server.cookie }, 'HEAD'),
    await raw(server, '/', { cookie: server.cookie }),
  ];
  expect(head).toMatchObject({ status: 200, body: '' });
  expect(head.headers['content-length']).toBe(String(get.body.length));
});

test('every answer, refusals among them, carries the headers that protect the page', async () => {
  const server = await serverUnderAttack();
  const answers = [
    await raw(server, '/', { cookie: server.cookie }),
    await raw(server, '/', {}),
    await raw(server, '/nothing', { cookie: server.cookie }),
    await raw(server, '/', {}, 'POST'),
    await raw(server, `/${new URL(server.address).search}`, {}),
  ];
  expect(answers.map(({ status }) => status)).toStrictEqual([200, 403, 404, 405, 303]);
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"]),
    );
    expect(policy.join(' ')).not.toMatch(/unsafe-eval|\*/);
  }
});
