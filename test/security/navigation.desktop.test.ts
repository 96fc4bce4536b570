import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { startDesktop, type DesktopUnderTest } from '../e2e/harness/desktop';
import { describeInWindow } from '../e2e/harness/start-app';

const HOME = 'workbench://app/';

describeInWindow('the desktop window', () => {
  let app: DesktopUnderTest;
  beforeEach(async () => {
    app = await startDesktop({ dataFolder: temporaryFolder() });
    await app.page.locator('#app > *').first().waitFor();
    await app.page.evaluate(() => Object.assign(window, { here: true }));
  });
  afterEach(() => app.close());

  const stillHere = async (): Promise<boolean> => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return app.page.url() === HOME && (await app.page.evaluate(() => 'here' in window));
  };

  test.each([
    'https://example.com/',
    'http://127.0.0.1:9/',
    'file:///etc/passwd',
    'workbench://app/assets/',
    'workbench://elsewhere/',
    'data:text/html,<h1>elsewhere</h1>',
    'chrome://gpu',
    'javascript:delete window.here',
  ])('does not go to %s', async (url) => {
    await app.page.evaluate((url) => {
      location.href = url;
    }, url);
    expect(await stillHere()).toBe(true);
  });

  test('comes back from about:blank', async () => {
    await app.page.evaluate(() => {
      location.href = 'about:blank';
    });
    await app.page.getByText(/engine process/).waitFor();
    expect(app.page.url()).toBe(HOME);
  });

  test('does not follow a link, nor open it elsewhere', async () => {
    for (const target of ['', '_blank', 'other']) {
      await app.page.evaluate((target) => {
        const link = document.createElement('a');
        link.href = 'https://example.com/';
        link.target = target;
        document.body.append(link);
        link.click();
      }, target);
    }
    expect(await stillHere()).toBe(true);
    expect(await windows()).toBe(1);
  });

  test.each(['https://example.com/', 'about:blank', HOME, 'file:///etc/passwd', ''])(
    'window.open("%s") opens nothing',
    async (url) => {
      expect(await app.page.evaluate((url) => window.open(url) === null, url)).toBe(true);
      expect(await windows()).toBe(1);
    },
  );

  test('a webview is an unknown element', async () => {
    await app.page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      document.body.append(view);
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('can be loaded again, and works', async () => {
    await app.page.reload();
    await app.page.locator('#app > *').first().waitFor();
    await app.page.getByText(/engine process/).waitFor();
    expect(app.page.url()).toBe(HOME);
  });

  const windows = (): Promise<number> =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
});
