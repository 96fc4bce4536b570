import { once } from 'node:events';
import { expect, test } from 'vitest';
import { LARGEST_TABLE_TEXT } from '@shared/contract/api-schemas';
import { decodeMessage, encodeMessage } from '@shared/contract/wire-codec';
import { enter } from '../main/hosts/enter';
import { SOME_ID } from '../main/hosts/fake-workbench';
import { serverUnderAttack } from './raw-server';

/** Close code of RFC 6455 for a message that is too big. */
const TOO_BIG = 1009;

test('a message above the limit ends the socket before it is read', async () => {
  const server = await serverUnderAttack();
  const socket = await enter(server.address);
  await once(socket, 'open');
  socket.on('error', () => undefined);
  socket.send(Buffer.alloc(LARGEST_TABLE_TEXT + 1024 * 1024));
  const [code] = (await once(socket, 'close')) as [number];
  expect(code).toBe(TOO_BIG);
  expect(server.workbench.calls).toStrictEqual([]);
});

test('a table above the limit is refused, and the socket stays', async () => {
  const server = await serverUnderAttack();
  const socket = await enter(server.address);
  await once(socket, 'open');
  socket.send(
    encodeMessage({ t: 'q', i: 'a', m: 'importTable', a: ['t.csv', 'x'.repeat(LARGEST_TABLE_TEXT + 1)] }),
  );
  await once(socket, 'message');
  socket.send(encodeMessage({ t: 'q', i: 'b', m: 'cancel', a: [SOME_ID] }));
  await once(socket, 'message');
  expect(server.workbench.calls).toStrictEqual([['cancel', SOME_ID]]);
  socket.terminate();
});

test('a header that claims more elements than there can be is refused', async () => {
  const server = await serverUnderAttack();
  const socket = await enter(server.address);
  await once(socket, 'open');
  // An array of 2³² − 1 elements, in MessagePack.
  const claim = Buffer.from('ddffffffff', 'hex');
  expect(() => decodeMessage(claim)).toThrow('Max length exceeded');
  socket.send(claim);
  const [code] = (await once(socket, 'close')) as [number];
  expect(code).toBe(1007);
});

test('no more sockets than anyone has windows', async () => {
  const server = await serverUnderAttack();
  const sockets = await Promise.all(Array.from({ length: 40 }, () => enter(server.address)));
  const opened = await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<boolean>((resolve) => {
          socket.on('open', () => resolve(true));
          socket.on('error', () => resolve(false));
        }),
    ),
  );
  expect(opened.filter(Boolean)).toHaveLength(32);
  for (const socket of sockets) socket.terminate();
});
