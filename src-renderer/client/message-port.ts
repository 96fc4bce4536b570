import { GOODBYE, type Channel } from '@shared/contract/channel';

/** A MessagePort, as far as it is needed. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data?: unknown }) => void): void;
  start(): void;
  close(): void;
}

/** A channel over one end of a MessageChannel: structured clone carries the values. */
export function messagePortChannel(port: Port): Channel {
  let closed = false;
  let tell: (reason: string) => void = () => undefined;
  const end = (reason: string): void => {
    if (closed) return;
    closed = true;
    tell(reason);
  };
  return {
    post: (message) => {
      if (!closed) port.postMessage(message);
    },
    onMessage: (listener) => {
      // Not the 'close' event: Chromium 114 has none, and crashes when a page that listens for it is loaded again.
      port.addEventListener('message', ({ data }) => {
        if (data === GOODBYE) end('the application closed the connection');
        else listener(data);
      });
      port.start();
    },
    onClosed: (listener) => {
      tell = listener;
    },
    close: () => {
      port.close();
      end('it was closed');
    },
  };
}
