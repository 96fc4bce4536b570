import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { TestProject } from 'vitest/node';
import buildBundle from '../../global-setup';
import { lacking, type ElectronRuntime } from './prepared';

const ROOT = resolve(import.meta.dirname, '../../..');
const ELECTRON = join(ROOT, 'node_modules/electron');
const DOWNLOAD_MS = 180_000;

/**
 * Brings the program up to date and finds an Electron and a screen: the pinned one where its binary is here or can be
 * fetched, else the runtime that build/registry-electron prepares; on Linux without a display, a virtual one.
 */
export default async function prepare(project: TestProject): Promise<(() => void) | undefined> {
  if (!process.env.WORKBENCH_APP) buildBundle();
  project.provide('missing', null);
  project.provide('electron', null);
  project.provide('chromium', null);
  try {
    const runtime = findElectron();
    const { display, stop } = await findDisplay();
    project.provide('electron', { ...runtime, display });
    return stop;
  } catch (error) {
    lacking(project, 'test:desktop', (error as Error).message);
    return undefined;
  }
}

function findElectron(): Omit<ElectronRuntime, 'display'> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined) {
    const binary = join(override, 'electron');
    if (starts(binary)) return { binary, arguments: [] };
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH has no Electron that starts (${override})`);
  }
  const pinned = fetchedElectron();
  if (pinned !== null && starts(pinned)) {
    // As root Chromium runs without its sandbox or not at all; the other runtime knows that itself.
    const root = process.platform === 'linux' && process.getuid!() === 0;
    return { binary: pinned, arguments: root ? ['--no-sandbox'] : [] };
  }
  const registry = registryElectron();
  if (registry !== null && starts(registry)) return { binary: registry, arguments: [] };
  throw new Error('no Electron starts here; build/registry-electron/prepare says what it lacks');
}

function fetchedElectron(): string | null {
  const installed = spawnSync(process.execPath, [join(ELECTRON, 'install.js')], {
    timeout: DOWNLOAD_MS,
    stdio: 'ignore',
  });
  if (installed.status !== 0) return null;
  return join(ELECTRON, 'dist', readFileSync(join(ELECTRON, 'path.txt'), 'utf8'));
}

function registryElectron(): string | null {
  const { status, stdout } = spawnSync(join(ROOT, 'build/registry-electron/prepare'), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return status === 0 ? join(stdout.trim(), 'electron') : null;
}

function starts(binary: string): boolean {
  if (!existsSync(binary)) return false;
  const { status } = spawnSync(binary, ['-p', '1'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: 'ignore',
  });
  return status === 0;
}

async function findDisplay(): Promise<{ display: string; stop?: () => void }> {
  const own = process.env['DISPLAY'] ?? '';
  if (own !== '' || process.platform !== 'linux') return { display: own };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '2560x1440x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await displayNumber(server);
  return { display: `:${number}`, stop: () => void server.kill() };
}

/** Xvfb takes a free number and tells it when it is ready. */
function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('error', () =>
      reject(new Error('there is no display, and no Xvfb to make one (apt-get install xvfb)')),
    );
    server.on('exit', (code) => reject(new Error(`Xvfb does not start (exit code ${String(code)})`)));
    (server.stdio[3] as Readable).once('data', (text: Buffer) => resolve(text.toString().trim()));
  });
}
