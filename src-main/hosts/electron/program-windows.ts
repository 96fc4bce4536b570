import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { MenuCommand } from '@shared/contract/menu-commands';
import { openWindow } from './window';
import type { WindowServer } from './serve-window';

/** The windows of the program: any number on the one data folder. */
export interface ProgramWindows {
  open(): void;
  /** Brings the one that was used last to the front. */
  focusLast(): void;
  /** Has the page of the window that was used last do something. */
  command(id: MenuCommand): void;
}

interface ProgramWindowsOptions {
  readonly preload: string;
  /** Where sizes and positions are kept. */
  readonly folder: string;
  readonly server: WindowServer;
  /** Called with each window when it is there. */
  readonly opened: (window: BrowserWindow) => void;
}

export function programWindows({ preload, folder, server, opened }: ProgramWindowsOptions): ProgramWindows {
  /** By place: the first window keeps its state apart from the second. */
  const windows = new Map<number, BrowserWindow>();
  let last: BrowserWindow | null = null;

  /** The window that was used last, or any that is there. */
  const current = (): BrowserWindow | null =>
    last !== null && !last.isDestroyed() ? last : ([...windows.values()].at(-1) ?? null);

  function open(): void {
    let place = 1;
    while (windows.has(place)) place += 1;
    const name = place === 1 ? 'window.json' : `window-${place}.json`;
    const window = openWindow({ preload, stateFile: join(folder, name), from: current() });
    windows.set(place, window);
    last = window;
    window.on('focus', () => (last = window));
    window.once('closed', () => windows.delete(place));
    server.add(window);
    opened(window);
  }

  return {
    open,
    focusLast: () => {
      const window = current();
      if (window === null) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    command: (id) => {
      const window = current();
      if (window !== null) server.command(window, id);
    },
  };
}
