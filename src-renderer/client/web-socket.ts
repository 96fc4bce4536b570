import type { Channel } from '@shared/contract/channel';
import { decodeMessage, encodeMessage } from '@shared/contract/wire-codec';

/** Opens a socket; resolves when it carries messages. */
export function webSocketChannel(socket: WebSocket): Promise<Channel> {
  socket.binaryType = 'arraybuffer';
  let opened = false;
  let closed: string | null = null;
  let tell: (reason: string) => void = () => undefined;
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => {
      opened = true;
      resolve({
        post: (message) => {
          if (closed === null) socket.send(encodeMessage(message));
        },
        onMessage: (listener) => {
          socket.addEventListener('message', (event: MessageEvent) =>
            listener(decodeMessage(event.data as ArrayBuffer)),
          );
        },
        onClosed: (listener) => {
          tell = listener;
        },
        close: () => socket.close(),
      });
    });
    socket.addEventListener('close', (event: CloseEvent) => {
      closed = event.reason === '' ? 'the application ended' : event.reason;
      if (opened) tell(closed);
      else reject(new Error('The application does not answer.'));
    });
  });
}
