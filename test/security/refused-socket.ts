import WebSocketClient from 'ws';
import { SOCKET_PATH } from '@shared/contract/channel';
import type { ServerUnderAttack } from './raw-server';

/** Tries to open a socket; gives the status of the refusal, or 101 if there was none. */
export function refusedSocket(
  { port }: ServerUnderAttack,
  headers: Readonly<Record<string, string>>,
  path = SOCKET_PATH,
): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocketClient(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode!);
    });
    socket.on('error', () => undefined);
  });
}
