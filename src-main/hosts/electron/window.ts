import { BrowserWindow, nativeTheme, screen } from 'electron';
import { PAGE_ORIGIN } from '@shared/contract/channel';
import { besides, keepWindowState, placeWindow, readWindowState, SMALLEST } from './window-state';

export interface WindowOptions {
  readonly preload: string;
  /** Where size and position are kept. */
  readonly stateFile: string;
  /** The window that it is opened from: it comes a little below it where it was never seen before. */
  readonly from?: BrowserWindow | null;
}

/** Surfaces of the light and dark theme: what is seen before the page is. */
const BACKGROUND = { light: '#ffffff', dark: '#16181c' } as const;

/** Opens the window where it was, and shows it when there is something to see. */
export function openWindow({ preload, stateFile, from = null }: WindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const known = readWindowState(stateFile) ?? (from && besides(from.getNormalBounds()));
  const { maximised, ...bounds } = placeWindow(known, [
    primary.workArea,
    ...others.map(({ workArea }) => workArea),
  ]);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Sharpness Workbench',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A live chart in the background is out of date when one looks again.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  window.on('close', () => {
    keepWindowState(stateFile, { ...window.getNormalBounds(), maximised: window.isMaximized() });
  });
  void window.loadURL(`${PAGE_ORIGIN}/`);
  return window;
}
