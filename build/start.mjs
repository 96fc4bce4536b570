/**
 * Opens the workbench: in a window of its own where there is a screen and Electron can be had, else in a browser.
 *
 *   npm start [-- --browser] [--data-dir DIR] [--port NUMBER]
 *
 * Electron's binary is not in its npm package: it is fetched here, once, on first use.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packageFolder = join(root, 'node_modules', 'electron');

/** Nothing has come by then: it is not to be had. */
const FIRST_BYTE_MS = 20_000;
/** Nothing more comes. */
const STALLED_MS = 60_000;
const POLL_MS = 500;
const LINE_MS = 10_000;
/** An Electron that ends so soon, and not by its own word, cannot run here. */
const START_MS = 10_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const SAME_WISH_MS = 1000;
/** src-main/hosts/electron/main.ts ends so when it has said itself what is wrong. */
const EXIT_FAILED = 3;

const say = (line) => process.stderr.write(`${line}\n`);

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== '--browser');
await main();

async function main() {
  const reason = words.includes('--browser') ? 'as asked' : (reasonAgainstWindow() ?? undefined);
  if (reason !== undefined) return openInBrowser(reason);
  const { binary, missing } = await electronBinary();
  if (binary === undefined) return openInBrowser(missing);
  const failure = await openWindow(binary);
  if (failure !== null) openInBrowser(failure);
}

function reasonAgainstWindow() {
  if (process.platform !== 'linux') return null;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  // Chromium refuses to start so, unless its sandbox is given up, which is not ours to do. A runtime for tests may.
  if (process.getuid() === 0 && !process.env.ELECTRON_OVERRIDE_DIST_PATH)
    return 'root cannot have Electron’s sandbox';
  return null;
}

/** In this process: signals and exit codes are then the program's own. */
function openInBrowser(reason) {
  say(`The workbench opens in a browser: ${reason}.`);
  process.argv.splice(2, Infinity, ...wanted);
  createRequire(import.meta.url)(join(root, 'out', 'main', 'browser.cjs'));
}

/** Runs the window until it closes. Says why where it could not even open. */
function openWindow(binary) {
  const started = performance.now();
  // Out of the terminal's reach: Ctrl-C would come there twice or thrice (from the terminal, through npm, from here),
  // and Electron takes the second one as an order to drop everything.
  const child = spawn(binary, [root, ...wanted], {
    stdio: 'inherit',
    detached: process.platform !== 'win32',
  });
  let asked = null;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (asked === null) child.kill('SIGTERM');
      else if (performance.now() - asked > SAME_WISH_MS) child.kill('SIGKILL');
      asked ??= performance.now();
    });
  }
  const watch = watchNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      clearInterval(watch);
      resolve(`Electron does not start (${error.message})`);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      const own = code === 0 || code === EXIT_FAILED || asked !== null;
      if (!own && performance.now() - started < START_MS) {
        for (const name of SIGNALS) process.removeAllListeners(name);
        return resolve(`Electron does not start here (${signal ?? `exit code ${code}`})`);
      }
      process.exitCode = signal === null ? code : 128 + constants.signals[signal];
      resolve(null);
    });
  });
}

/** A window whose npm was killed without a word would hold its data folder unseen. */
function watchNpm(lost) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) lost();
  }, POLL_MS);
}

async function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const binary = join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(binary) ? { binary } : { missing: `ELECTRON_OVERRIDE_DIST_PATH has no ${binary}` };
  }
  if (fetchedBinary() === null) {
    const missing = await fetchElectron();
    if (missing !== null) return { missing };
  }
  const binary = fetchedBinary();
  return binary === null ? { missing: 'Electron is not to be had' } : { binary };
}

/** The binary that install.js left; null where there is none, or half of one. */
function fetchedBinary() {
  try {
    const binary = join(packageFolder, 'dist', readFileSync(join(packageFolder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** Runs the package's own installer, which verifies what it fetches. Gives what went wrong, or null. */
function fetchElectron() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  // The installer downloads into the folder for temporary files: a folder of our own shows how far it is.
  const folder = mkdtempSync(join(tmpdir(), 'workbench-electron-'));
  const environment = {
    ...process.env,
    TMPDIR: folder,
    TMP: folder,
    TEMP: folder,
    ELECTRON_GET_NO_PROGRESS: '1',
  };
  const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    env: environment,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const live = process.stderr.isTTY;
  say(`Fetching Electron ${version}, once (about 120 MB) …`);
  let bytes = 0;
  let lastMove = performance.now();
  let lastLine = performance.now();
  let givenUp = false;
  const showProgress = () => {
    const now = sizeOf(folder) + sizeOf(join(packageFolder, 'dist'));
    const time = performance.now();
    if (now > bytes) lastMove = time;
    bytes = Math.max(bytes, now);
    if (bytes > 0 && (live || time - lastLine > LINE_MS)) {
      lastLine = time;
      process.stderr.write(`${live ? '\r' : ''}  ${Math.round(bytes / 1e6)} MB${live ? ' ' : '\n'}`);
    }
    if (time - lastMove > (bytes === 0 ? FIRST_BYTE_MS : STALLED_MS)) {
      givenUp = true;
      installer.kill();
    }
  };
  const timer = setInterval(showProgress, POLL_MS);
  const stop = () => installer.kill();
  process.once('exit', stop);
  return new Promise((resolve) => {
    const end = (missing) => {
      clearInterval(timer);
      process.off('exit', stop);
      if (live && bytes > 0) process.stderr.write('\n');
      rmSync(folder, { recursive: true, force: true });
      resolve(missing);
    };
    installer.on('error', (error) => end(`Electron’s installer does not start (${error.message})`));
    installer.on('exit', (code) => {
      if (givenUp) end(`Electron is not to be had (${bytes === 0 ? 'no answer' : 'the download stalled'})`);
      else end(code === 0 ? null : 'Electron is not to be had (no way to its download)');
    });
  });
}

function sizeOf(folder) {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
    }
  } catch {
    // It moves while it is looked at.
  }
  return bytes;
}
