import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../builders/temporary-folder';
import { connectOver } from '../../../src-renderer/client/connect-over';
import { webSocketChannel } from '../../../src-renderer/client/web-socket';
import { enter } from './enter';

const START = resolve(import.meta.dirname, '../../../build/start.mjs');

test('without a display it says so, and prints the address of the whole application alone on its line', async () => {
  const folder = temporaryFolder();
  const { child, output, errors } = start(['--data-dir', folder]);
  await vi.waitFor(() => expect(output()).toContain('\n'), { timeout: 20_000 });
  expect(output()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/);
  expect(errors()).toMatch(/^The workbench opens in a browser: there is no display\.\n/);

  const socket = await enter(output().trim());
  const { api } = connectOver(await webSocketChannel(socket as unknown as WebSocket));
  expect(await api.about()).toMatchObject({ host: 'browser', dataFolder: folder });
  expect(await api.subscribe()).toMatchObject({ queue: [], running: null });
  await expect(api.startExperiment({})).rejects.toMatchObject({ code: 'bad-spec' });

  // As from a terminal through npm: twice at once.
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toStrictEqual([0, null]);
  expect(existsSync(join(folder, 'runner.json'))).toBe(false);
});

test('a browser is taken where one is asked for, though there is a display', async () => {
  const { output, errors } = start(['--browser', '--data-dir', temporaryFolder()], { DISPLAY: ':0' });
  await vi.waitFor(() => expect(output()).toContain('\n'), { timeout: 20_000 });
  expect(errors()).toMatch(/^The workbench opens in a browser: as asked\.\n/);
});

test('an Electron that does not start is replaced by a browser', async () => {
  const nowhere = temporaryFolder();
  const { output, errors } = start(['--data-dir', temporaryFolder()], {
    DISPLAY: ':0',
    ELECTRON_OVERRIDE_DIST_PATH: nowhere,
  });
  await vi.waitFor(() => expect(output()).toContain('\n'), { timeout: 20_000 });
  expect(errors()).toContain(`ELECTRON_OVERRIDE_DIST_PATH has no ${nowhere}`);
});

test('a folder that another runner holds is left alone', async () => {
  const folder = temporaryFolder();
  const first = start(['--data-dir', folder]);
  await vi.waitFor(() => expect(first.output()).toContain('\n'), { timeout: 20_000 });
  const second = start(['--data-dir', folder]);
  expect(await once(second.child, 'exit')).toStrictEqual([1, null]);
  expect(second.errors()).toContain('Another run is already working in');
  expect(second.output()).toBe('');
});

test.each([
  ['a port that is none', ['--port', '65536'], '--port 65536'],
  ['an unknown option', ['--remote'], "Unknown option '--remote'"],
  ['a word too many', ['everything'], "Unexpected argument 'everything'"],
])('%s is refused', async (_, words, reason) => {
  const { child, output, errors } = start([...words, '--data-dir', temporaryFolder()]);
  expect(await once(child, 'exit')).toStrictEqual([2, null]);
  expect(errors()).toContain(reason);
  expect(output()).toBe('');
});

test('a port that is taken is refused, and the data folder let go', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const folder = temporaryFolder();
  const { child, errors } = start(['--port', String(port), '--data-dir', folder]);
  expect(await once(child, 'exit')).toStrictEqual([2, null]);
  expect(errors()).toContain(`Port ${port} is not to be had: another program uses it.`);
  expect(existsSync(join(folder, 'runner.json'))).toBe(false);
});

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
}

function start(words: readonly string[], extra: NodeJS.ProcessEnv = {}): Started {
  const { DISPLAY, WAYLAND_DISPLAY, ELECTRON_OVERRIDE_DIST_PATH, npm_lifecycle_event, ...environment } =
    process.env;
  const child = spawn(process.execPath, [START, ...words], {
    env: { ...environment, ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return { child, output: () => output, errors: () => errors };
}
