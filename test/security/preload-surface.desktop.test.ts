import type { BrowserWindow as NativeWindow } from 'electron';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PAGE_ORIGIN, PORT_HANDOVER } from '@shared/contract/channel';
import { temporaryFolder } from '../builders/temporary-folder';
import { startDesktop, type DesktopUnderTest } from '../e2e/harness/desktop';
import { describeInWindow } from '../e2e/harness/start-app';

describeInWindow('the preload', () => {
  let app: DesktopUnderTest;
  beforeEach(async () => {
    app = await startDesktop({ dataFolder: temporaryFolder() });
    await app.page.locator('#app > *').first().waitFor();
  });
  afterEach(() => app.close());

  test('puts no name into the page', async () => {
    const names = await app.page.evaluate(() => Object.getOwnPropertyNames(window).sort());
    // The same page in a window that has no preload.
    const pristine = await app.electron.evaluate(async ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadURL(url);
      const found = (await window.webContents.executeJavaScript(
        'Object.getOwnPropertyNames(window).sort()',
      )) as string[];
      window.destroy();
      return found;
    }, `${PAGE_ORIGIN}/`);
    // Playwright leaves names of its own, which say so.
    const added = names.filter((name) => !pristine.includes(name) && !name.startsWith('__playwright'));
    expect(added).toStrictEqual([]);
  });

  test.each(['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'])(
    'leaves no %s in reach',
    async (name) => {
      expect(await app.page.evaluate((name) => name in window, name)).toBe(false);
    },
  );

  test('the window is locked as it should be', async () => {
    const window = await app.electron.browserWindow(app.page);
    const settings = await window.evaluate((native: NativeWindow) => {
      const contents = native.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(settings).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(settings['allowRunningInsecureContent'] ?? false).toBe(false);
  });

  test('another window that asks for a port gets none', async () => {
    const [same, blank] = await app.electron.evaluate(
      async ({ BrowserWindow }, [url, handover]) => {
        const first = BrowserWindow.getAllWindows()[0]!;
        const preferences = (
          first.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
        ).getLastWebPreferences();
        const ask = `new Promise((resolve) => {
          addEventListener('message', (event) => { if (event.ports.length > 0) resolve('a port'); });
          postMessage(${JSON.stringify(handover)}, '*');
          setTimeout(() => resolve('nothing'), 1000);
        })`;
        const answers: string[] = [];
        for (const address of [url, 'data:text/html,x']) {
          const window = new BrowserWindow({
            show: false,
            webPreferences: { sandbox: true, preload: preferences.preload! },
          });
          await window.loadURL(address);
          answers.push((await window.webContents.executeJavaScript(ask)) as string);
          window.destroy();
        }
        return answers;
      },
      [`${PAGE_ORIGIN}/`, PORT_HANDOVER] as const,
    );
    expect([same, blank]).toStrictEqual(['nothing', 'nothing']);
    // While the window itself gets one (or the lines above prove nothing).
    const own = await app.page.evaluate(
      (handover) =>
        new Promise((resolve) => {
          addEventListener('message', (event) => event.ports.length > 0 && resolve('a port'));
          postMessage(handover, location.origin);
          setTimeout(() => resolve('nothing'), 5000);
        }),
      PORT_HANDOVER,
    );
    expect(own).toBe('a port');
  });
});
