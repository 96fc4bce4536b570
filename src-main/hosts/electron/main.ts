import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { app, BrowserWindow, dialog, Menu, session, type OpenDialogOptions } from 'electron';
import { WorkbenchError } from '@shared/contract/errors';
import { CARE_WORKER_ENTRY, CHECK_WORKER_ENTRY, ENGINE_ENTRY } from '../cli/entries';
import { reportError } from '../cli/failures';
import { defaultDataFolder, requireMovedFolder } from '../node/data-folder';
import { openWorkbench } from '../node/open-workbench';
import { readPage } from '../page/page-files';
import { PROGRAM_VERSION } from '../version';
import { utilityEngines } from './launch-utility';
import { lockDownProgram, lockDownSession } from './lock-down';
import { menuTemplate } from './menu';
import { registerPageScheme, servePage } from './page-protocol';
import { programWindows, type ProgramWindows } from './program-windows';
import { serveWindows } from './serve-window';

/* The bundler puts every entry of the main process into out/main, the preload and the page beside it. */
const BACKGROUND_ENTRY = join(__dirname, 'background.cjs');
const DEED_ENTRY = join(__dirname, 'deed.cjs');
const PRELOAD = join(__dirname, '..', 'preload', 'preload.cjs');
const PAGE_FOLDER = join(__dirname, '..', 'renderer');

/** The program's own failures, told from those of an Electron that cannot start: build/start.mjs knows it. */
const EXIT_FAILED = 3;

/** A page that crashes again so soon would crash for ever. */
const CRASH_LOOP_MS = 10_000;

function main(): void {
  const dataFolder = dataFolderOf(process.argv);
  app.setName('Sharpness Workbench');
  // What Chromium keeps lies with the experiments, so that one instance a data folder is what "single" means.
  const own = join(dataFolder, 'window');
  try {
    requireMovedFolder(dataFolder);
    mkdirSync(own, { recursive: true });
  } catch (error) {
    if (error instanceof WorkbenchError) fail(error);
    else
      fail(
        new WorkbenchError(
          'folder-unusable',
          `The data folder ${dataFolder} cannot be used: ${(error as Error).message}.`,
        ),
      );
    return;
  }
  app.setPath('userData', own);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(
      `The workbench is open already with ${dataFolder}: its window comes to the front.\n`,
    );
    app.exit(0);
    return;
  }
  lockDownProgram();
  registerPageScheme();
  app
    .whenReady()
    .then(() => start(dataFolder))
    .catch(fail);
}

async function start(dataFolder: string): Promise<void> {
  lockDownSession(session.defaultSession);
  servePage(session.defaultSession, readPage(PAGE_FOLDER));
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: PROGRAM_VERSION,
    copyright: 'MIT licence · works offline, sends nothing',
  });
  const workbench = await openWorkbench({
    dataFolder,
    host: 'electron',
    launch: utilityEngines(ENGINE_ENTRY),
    backgroundEntry: BACKGROUND_ENTRY,
    deedEntry: DEED_ENTRY,
    checkWorkerEntry: CHECK_WORKER_ENTRY,
    careWorkerEntry: CARE_WORKER_ENTRY,
    chooseFolder,
    openWindow: () => windows.open(),
  });
  const windows: ProgramWindows = programWindows({
    preload: PRELOAD,
    folder: join(dataFolder, 'window'),
    server: serveWindows(workbench, { reportBug }),
    opened: reloadAfterCrash,
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(windows)));
  windows.open();
  app.on('second-instance', () => windows.focusLast());
  app.on('window-all-closed', () => app.quit());

  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    workbench
      .close()
      .then(
        () => undefined,
        (error: unknown) => {
          reportError(error);
          process.exitCode = EXIT_FAILED;
        },
      )
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

function reloadAfterCrash(window: BrowserWindow): void {
  let last = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = performance.now();
    process.stderr.write(`The window's page ended (${reason}); experiments go on.\n`);
    if (now - last > CRASH_LOOP_MS) window.webContents.reload();
    else
      fail(new WorkbenchError('interrupted', 'The window fails again and again.', 'Finished runs are kept.'));
    last = now;
  });
}

/** The system's dialog, before the window that is in front. */
async function chooseFolder(title: string): Promise<string | null> {
  const options: OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory'] };
  const front = BrowserWindow.getFocusedWindow();
  const { canceled, filePaths } = await (front === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(front, options));
  return canceled ? null : (filePaths[0] ?? null);
}

function dataFolderOf(words: readonly string[]): string {
  // Chromium's own switches stand among ours.
  const { values } = parseArgs({
    args: words.slice(1),
    options: { 'data-dir': { type: 'string' } },
    strict: false,
  });
  const asked = values['data-dir'];
  return resolve(typeof asked === 'string' && asked !== '' ? asked : defaultDataFolder());
}

/** Says on the terminal and on the screen what went wrong, and ends. */
function fail(error: unknown): void {
  reportError(error);
  const { message, remedy } =
    error instanceof WorkbenchError ? error : { message: String(error), remedy: null };
  void app
    .whenReady()
    .then(() => dialog.showMessageBox({ type: 'error', title: app.name, message, detail: remedy ?? '' }))
    .finally(() => app.exit(EXIT_FAILED));
}

function reportBug(error: unknown, method: string): void {
  process.stderr.write(`${method}: `);
  reportError(error);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
main();
