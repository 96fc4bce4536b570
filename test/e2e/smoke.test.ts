import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { keepScreenshot, type AppUnderTest } from './harness/app-under-test';
import { describeInWindow, startApp } from './harness/start-app';

describeInWindow('the window', () => {
  let app: AppUnderTest;
  beforeEach(async () => {
    app = await startApp({ dataFolder: temporaryFolder() });
  });
  afterEach(() => app.close());

  test('opens on its page, which fills #app and has nothing to complain of', async () => {
    // Again, since the first time began before anyone listened.
    await app.page.reload();
    await app.page.locator('#app > *').first().waitFor();
    await app.page.waitForLoadState('networkidle');
    expect(await app.page.evaluate(() => document.querySelectorAll('#app').length)).toBe(1);
    await keepScreenshot(app, 'smoke');
    expect(app.problems).toStrictEqual([]);
  });
});
