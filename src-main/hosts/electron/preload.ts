import { ipcRenderer } from 'electron';
import { PORT_HANDOVER } from '@shared/contract/channel';

/*
 * Hands the page the port that it asks for, and nothing else: no global appears in the page, and what the page can do
 * is what the API at the other end of the port does. Runs in the sandbox, isolated from the page.
 */

/** The part of the page's window that is used here. */
declare const window: {
  addEventListener(
    type: 'message',
    listener: (event: { source: unknown; data: unknown; ports: readonly unknown[] }) => void,
  ): void;
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
  readonly location: { readonly origin: string };
};

window.addEventListener('message', ({ source, data, ports }) => {
  if (source === window && data === PORT_HANDOVER && ports.length === 0) ipcRenderer.send(PORT_HANDOVER);
});
ipcRenderer.on(PORT_HANDOVER, ({ ports }) => {
  window.postMessage(PORT_HANDOVER, window.location.origin, ports);
});
