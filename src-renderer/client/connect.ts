import { PAGE_SCHEME, PORT_HANDOVER, SOCKET_PATH } from '@shared/contract/channel';
import { connectOver } from './connect-over';
import type { Connection } from './connection';
import { messagePortChannel } from './message-port';
import { webSocketChannel } from './web-socket';

/** Connects this page to the application that serves it. */
export async function connect(): Promise<Connection> {
  if (location.protocol === `${PAGE_SCHEME}:`) return connectOver(messagePortChannel(await handedPort()));
  return connectOver(await webSocketChannel(new WebSocket(`ws://${location.host}${SOCKET_PATH}`)));
}

function handedPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listener = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (event.source !== window || event.data !== PORT_HANDOVER || port === undefined) return;
      window.removeEventListener('message', listener);
      resolve(port);
    };
    window.addEventListener('message', listener);
    window.postMessage(PORT_HANDOVER, location.origin);
  });
}
