import { ipcMain, MessageChannelMain, type BrowserWindow, type IpcMainEvent } from 'electron';
import { PAGE_ORIGIN, PORT_HANDOVER } from '@shared/contract/channel';
import { serve, type ServeOptions } from '../rpc/serve';
import type { ServedWorkbench } from '../rpc/served-workbench';
import { portChannel } from './port-channel';

/**
 * Gives the window's page a port when it asks, and serves the application over it. Whoever else asks (another window, a
 * frame, a page from elsewhere) hears nothing. A page that is loaded again asks again: its old port closes with it.
 */
export function serveWindow(workbench: ServedWorkbench, window: BrowserWindow, options: ServeOptions): void {
  ipcMain.on(PORT_HANDOVER, (event) => {
    if (!isOwnPage(event, window)) return;
    const { port1, port2 } = new MessageChannelMain();
    serve(workbench, portChannel(port1), options);
    event.sender.postMessage(PORT_HANDOVER, null, [port2]);
  });
}

function isOwnPage({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow): boolean {
  return (
    !window.isDestroyed() &&
    sender === window.webContents &&
    senderFrame === window.webContents.mainFrame &&
    senderFrame.url.startsWith(`${PAGE_ORIGIN}/`)
  );
}
