import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { keepScreenshot, type AppUnderTest } from './harness/app-under-test';
import { press } from './harness/person';
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
    // What floats over the page obeys its policy too: a list of choices, a menu.
    await app.page.getByRole('combobox', { name: 'Data set' }).click();
    await app.page.getByRole('option').first().waitFor();
    await app.page.keyboard.press('Escape');
    await press(app.page, 'Presets');
    await app.page.getByRole('menuitem').first().waitFor();
    expect(app.problems).toStrictEqual([]);
  });
});
