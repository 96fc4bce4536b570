import { app, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '@shared/contract/menu-commands';
import type { ProgramWindows } from './program-windows';

/**
 * The native menu: what every program has, with the system's own keys, and the few of the page's commands that are looked
 * for here; all of them are in its palette.
 */
export function menuTemplate(windows: ProgramWindows): MenuItemConstructorOptions[] {
  const ofPage = (label: string, id: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => windows.command(id),
    // The page takes the key itself, as every other.
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
  });
  const mac = process.platform === 'darwin';
  const developer: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: '&New window', accelerator: 'CmdOrCtrl+Shift+N', click: () => windows.open() },
        ofPage('&Open a file…', 'open', 'CmdOrCtrl+O'),
        { type: 'separator' },
        { role: 'close' },
        ...(mac ? [] : [{ role: 'quit', accelerator: 'Ctrl+Q' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        { type: 'separator' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    { label: '&Window', role: 'windowMenu' },
    {
      label: '&Help',
      role: 'help',
      submenu: [
        ofPage('&Keyboard shortcuts', 'help'),
        ofPage('&Tour', 'tour'),
        { type: 'separator' },
        { label: `About ${app.name}`, click: () => app.showAboutPanel() },
      ],
    },
  ];
}
