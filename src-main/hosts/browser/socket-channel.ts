import type { RawData, WebSocket } from 'ws';
import type { Channel } from '@shared/contract/channel';
import { decodeMessage, encodeMessage } from '@shared/contract/wire-codec';

/** Close codes of RFC 6455. */
const INVALID_DATA = 1007;
const POLICY = 1008;

/** A socket whose other end is silent for two of these is dead. */
const PING_MS = 15_000;

/** A channel over an accepted socket. */
export function socketChannel(socket: WebSocket): Channel {
  let alive = true;
  const heart = setInterval(() => {
    if (!alive) {
      socket.terminate();
      return;
    }
    alive = false;
    socket.ping();
  }, PING_MS);
  socket.on('pong', () => {
    alive = true;
  });
  // What goes wrong with a socket closes it as well: 'close' has all that matters.
  socket.on('error', () => undefined);
  return {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage: (listener) => {
      socket.on('message', (data: RawData, isBinary) => {
        let message: unknown;
        try {
          if (!isBinary) throw new TypeError('messages are binary');
          message = decodeMessage(data as Buffer);
        } catch {
          socket.close(INVALID_DATA, 'a message could not be read');
          return;
        }
        listener(message);
      });
    },
    onClosed: (listener) => {
      socket.on('close', () => {
        clearInterval(heart);
        listener('the window is gone');
      });
    },
    close: () => socket.close(POLICY, 'a message was not understood'),
  };
}
