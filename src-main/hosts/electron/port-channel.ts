import { GOODBYE, type Channel } from '@shared/contract/channel';

/** A MessagePortMain, as far as it is needed. */
export interface MainPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A channel over the main process's end of a MessageChannel. */
export function portChannel(port: MainPort): Channel {
  let closed = false;
  let tell: (reason: string) => void = () => undefined;
  const end = (): void => {
    if (closed) return;
    closed = true;
    tell('the window is gone');
  };
  port.on('close', end);
  return {
    post: (message) => {
      if (!closed) port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClosed: (listener) => {
      tell = listener;
    },
    close: () => {
      if (!closed) port.postMessage(GOODBYE);
      port.close();
      end();
    },
  };
}
