import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { APP_FOLDER } from './harness/app-under-test';
import type {} from './harness/prepared';
import { describeInWindow } from './harness/start-app';

describeInWindow('npm start with a screen', () => {
  // As root, an Electron from its own package would have to give up its sandbox, which start.mjs does not do.
  const refused = (inject('electron')?.arguments.length ?? 0) > 0;

  test.skipIf(refused)('opens one window a data folder, and Ctrl-C closes it in good order', async () => {
    const dataFolder = temporaryFolder();
    const start = (): { child: ReturnType<typeof spawn>; said: () => string } => {
      const { binary, display } = inject('electron')!;
      const child = spawn(process.execPath, [join(APP_FOLDER, 'build/start.mjs'), '--data-dir', dataFolder], {
        env: { ...process.env, DISPLAY: display, ELECTRON_OVERRIDE_DIST_PATH: dirname(binary) },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (text: Buffer) => (said += text.toString()));
      return { child, said: () => said };
    };
    const first = start();
    await expect.poll(() => existsSync(join(dataFolder, 'runner.json')), { timeout: 20_000 }).toBe(true);
    // The lock is taken a moment before the window is there.
    await new Promise((resolve) => setTimeout(resolve, 1500));

    const second = start();
    expect(await once(second.child, 'exit')).toStrictEqual([0, null]);
    expect(second.said()).toContain('The workbench is open already');

    const { pid } = JSON.parse(readFileSync(join(dataFolder, 'runner.json'), 'utf8')) as { pid: number };
    // As from a terminal through npm: twice at once.
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect(await once(first.child, 'exit')).toStrictEqual([0, null]);
    expect(existsSync(join(dataFolder, 'runner.json'))).toBe(false);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(JSON.parse(readFileSync(join(dataFolder, 'window', 'window.json'), 'utf8'))).toMatchObject({
      maximised: false,
    });
  });
});
