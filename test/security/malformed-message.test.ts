import { once } from 'node:events';
import { expect, test } from 'vitest';
import type WebSocketClient from 'ws';
import { encodeMessage } from '@shared/contract/wire-codec';
import { enter } from '../main/hosts/enter';
import { serverUnderAttack } from './raw-server';

const UNREADABLE = 1007;
const REFUSED = 1008;

test.each([
  ['nothing', Buffer.alloc(0), UNREADABLE],
  ['a byte that MessagePack never uses', Buffer.from('c1', 'hex'), UNREADABLE],
  [
    'half a message',
    Buffer.from(encodeMessage({ t: 'q', i: 'a', m: 'pause', a: [] })).subarray(0, 12),
    UNREADABLE,
  ],
  [
    'a message and a half',
    Buffer.concat([encodeMessage({ t: 's', i: 'a' }), Buffer.from('c0', 'hex')]),
    UNREADABLE,
  ],
  ['seven bytes of Float64', Buffer.from('c7070100000000000000', 'hex'), UNREADABLE],
  [
    'the key __proto__',
    Buffer.from(`82a174a171a9${Buffer.from('__proto__').toString('hex')}80`, 'hex'),
    UNREADABLE,
  ],
  ['JSON in bytes', Buffer.from('{"t":"q","i":"a","m":"pause","a":[]}'), UNREADABLE],
  ['a number', Buffer.from('07', 'hex'), REFUSED],
  ['a call without a name', Buffer.from(encodeMessage({ t: 'q', i: 'a', a: [] })), REFUSED],
  ['an extension of no known type', Buffer.from('d46300', 'hex'), REFUSED],
])('%s ends the socket, and nothing else', async (_, bytes, code) => {
  const server = await serverUnderAttack();
  expect(await closeCodeAfter(await enter(server.address), bytes)).toBe(code);
  expect(server.workbench.calls).toStrictEqual([]);
  // The next window is served as ever.
  const socket = await enter(server.address);
  await once(socket, 'open');
  socket.send(encodeMessage({ t: 'q', i: 'a', m: 'pause', a: [] }));
  await once(socket, 'message');
  expect(server.workbench.calls).toStrictEqual([['pause']]);
  socket.terminate();
});

test('a text message ends the socket', async () => {
  const server = await serverUnderAttack();
  expect(await closeCodeAfter(await enter(server.address), '{"t":"q","i":"a","m":"pause","a":[]}')).toBe(
    UNREADABLE,
  );
  expect(server.workbench.calls).toStrictEqual([]);
});

async function closeCodeAfter(socket: WebSocketClient, message: Buffer | string): Promise<number> {
  await once(socket, 'open');
  socket.send(message);
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}
