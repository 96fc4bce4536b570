import { ipcMain, MessageChannelMain, type BrowserWindow, type IpcMainEvent } from 'electron';
import { PAGE_ORIGIN, PORT_HANDOVER } from '@shared/contract/channel';
import type { MenuCommand } from '@shared/contract/menu-commands';
import { serve, type ServedWindow, type ServeOptions } from '../rpc/serve';
import type { ServedWorkbench } from '../rpc/served-workbench';
import { portChannel } from './port-channel';

/** The program's own windows, each with a port of its own. */
export interface WindowServer {
  /** From now on this window's page gets a port when it asks, until the window closes. */
  add(window: BrowserWindow): void;
  /** Has a window's page do something; nothing where the page has not come that far. */
  command(window: BrowserWindow, id: MenuCommand): void;
}

/**
 * Gives the page of each of the program's windows a port when it asks, and serves the application over it. Whoever else
 * asks (another window, a frame, a page from elsewhere) hears nothing. A page that is loaded again asks again: its old
 * port closes with it.
 */
export function serveWindows(workbench: ServedWorkbench, options: ServeOptions): WindowServer {
  const own = new Map<BrowserWindow, ServedWindow | null>();
  ipcMain.on(PORT_HANDOVER, (event) => {
    for (const window of own.keys()) {
      if (!isOwnPage(event, window)) continue;
      const { port1, port2 } = new MessageChannelMain();
      own.set(window, serve(workbench, portChannel(port1), options));
      event.sender.postMessage(PORT_HANDOVER, null, [port2]);
    }
  });
  return {
    add: (window) => {
      own.set(window, null);
      window.once('closed', () => own.delete(window));
    },
    command: (window, id) => own.get(window)?.command(id),
  };
}

function isOwnPage({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow): boolean {
  return (
    !window.isDestroyed() &&
    sender === window.webContents &&
    senderFrame === window.webContents.mainFrame &&
    senderFrame.url.startsWith(`${PAGE_ORIGIN}/`)
  );
}
