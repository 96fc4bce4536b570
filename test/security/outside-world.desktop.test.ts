import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { startDesktop, type DesktopUnderTest } from '../e2e/harness/desktop';
import { describeInWindow } from '../e2e/harness/start-app';

/* Below the content security policy there is a second floor: the session itself reaches nothing. */

describeInWindow('the session of the desktop window', () => {
  let app: DesktopUnderTest;
  beforeEach(async () => {
    app = await startDesktop({ dataFolder: temporaryFolder() });
    await app.page.locator('#app > *').first().waitFor();
  });
  afterEach(() => app.close());

  test('reaches no server, not even on this machine', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end('x');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    // A window without our page and its policy, in the same session.
    const failure = await app.electron.evaluate(async ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({ show: false });
      const outcome = await window.loadURL(url).then(
        () => 'loaded',
        (error: unknown) => String(error),
      );
      window.destroy();
      return outcome;
    }, url);
    expect(failure).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(requests).toBe(0);
  });

  test('resolves no name', async () => {
    const outcome = await app.electron.evaluate(({ session }) =>
      session.defaultSession.resolveHost('localhost.example').then(
        () => 'resolved',
        (error: unknown) => String(error),
      ),
    );
    expect(outcome).toContain('ERR_NAME_NOT_RESOLVED');
  });

  test.each(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'])(
    'has no permission: %s',
    async (name) => {
      const state = await app.page.evaluate(
        (name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state),
        name,
      );
      expect(state).toBe('denied');
    },
  );

  test('asking for a camera, a screen or a notification is refused', async () => {
    const outcomes = await app.page.evaluate(async () => {
      const refused = (promise: Promise<unknown>): Promise<string> =>
        promise.then(
          () => 'granted',
          () => 'refused',
        );
      return [
        await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        await refused(navigator.mediaDevices.getDisplayMedia({ video: true })),
        await Notification.requestPermission(),
        await refused(navigator.clipboard.readText()),
      ];
    });
    expect(outcomes).toStrictEqual(['refused', 'refused', 'denied', 'refused']);
  });

  test('may copy, which the page needs', async () => {
    // Only asked for: without a window manager no window has the focus that copying wants.
    const state = await app.page.evaluate(() =>
      navigator.permissions.query({ name: 'clipboard-write' as PermissionName }).then(({ state }) => state),
    );
    expect(state).toBe('granted');
  });

  test('only what the page itself made can be saved', async () => {
    const path = `${temporaryFolder()}/spec.json`;
    await app.electron.evaluate(({ session }, path) => {
      const seen: string[] = [];
      Object.assign(globalThis, { saved: seen });
      session.defaultSession.on('will-download', (event, item) => {
        if (event.defaultPrevented) return;
        item.setSavePath(path);
        item.once('done', (_, state) => seen.push(`${item.getURL().split(':')[0]!} ${state}`));
      });
    }, path);
    await app.page.evaluate(() => {
      const save = (href: string): void => {
        const link = document.createElement('a');
        link.href = href;
        link.download = 'spec.json';
        document.body.append(link);
        link.click();
      };
      save('https://example.com/program.exe');
      save('data:text/plain,x');
      const made = URL.createObjectURL(new Blob(['{}'], { type: 'application/json' }));
      save(made);
      setTimeout(() => URL.revokeObjectURL(made));
    });
    const saved = (): Promise<string[]> =>
      app.electron.evaluate(() => (globalThis as unknown as { saved: string[] }).saved);
    await expect.poll(saved).toStrictEqual(['blob completed']);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await saved()).toStrictEqual(['blob completed']);
  });

  test.each(['/%2e%2e/%2e%2e/package.json', '/..%2fpackage.json', '/assets', '/nothing.js', '//etc/passwd'])(
    'the own protocol has no %s',
    async (path) => {
      const status = await app.page.evaluate(
        (url) => fetch(url).then(({ status }) => status),
        `workbench://app${path}`,
      );
      expect(status).toBe(404);
    },
  );
});
