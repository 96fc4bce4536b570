import type { BrowserWindow as NativeWindow } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { startDesktop, type DesktopUnderTest } from './harness/desktop';
import { openView, press, status } from './harness/person';
import { describeInWindow } from './harness/start-app';

describeInWindow('two windows', () => {
  let app: DesktopUnderTest;
  let dataFolder: string;
  beforeEach(async () => {
    dataFolder = temporaryFolder();
    app = await startDesktop({ dataFolder, size: { width: 1000, height: 700 } });
    await app.page.getByRole('heading', { name: 'Design', exact: true }).waitFor();
  });
  afterEach(() => app.close());

  /** As somebody chooses it in the menu. */
  const choose = (label: string): Promise<void> =>
    app.electron.evaluate(({ Menu }, wanted) => {
      const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(
        ({ submenu }): readonly { readonly label: string; readonly click: unknown }[] => submenu?.items ?? [],
      );
      const found = items.find((item) => item.label.replace('&', '') === wanted) as { click(): void };
      found.click();
    }, label);

  test('see the same experiment live, each with a place of its own; one can be closed', async () => {
    const [second] = await Promise.all([app.electron.waitForEvent('window'), choose('New window')]);
    await second.getByRole('heading', { name: 'Design', exact: true }).waitFor();
    const positionOf = async (page: typeof second): Promise<readonly number[]> =>
      (await app.electron.browserWindow(page)).evaluate((native: NativeWindow) => native.getPosition());
    expect(await positionOf(second)).not.toStrictEqual(await positionOf(app.page));

    await openView(second, 'Monitor');
    await press(app.page, 'Run');
    await second.getByRole('application', { name: /heatmap/ }).waitFor();
    await second
      .getByText(/finished/)
      .first()
      .waitFor();

    // A third from the page's own shortcut.
    const [third] = await Promise.all([
      app.electron.waitForEvent('window'),
      second.keyboard.press('Control+Shift+N'),
    ]);
    await third.getByRole('heading', { name: 'Library' }).waitFor();
    // As by its cross: `page.close` would leave out what a window does before it goes.
    for (const page of [third, second])
      await (await app.electron.browserWindow(page)).evaluate((native: NativeWindow) => native.close());
    await status(app.page).waitFor();
    await openView(app.page, 'Library');
    await app.page.getByRole('grid', { name: 'Experiments' }).getByText('quick').first().waitFor();
    await expect.poll(() => existsSync(join(dataFolder, 'window', 'window-3.json'))).toBe(true);
    expect(app.problems).toStrictEqual([]);
  });

  test('the menu speaks to the one that was used last; quitting closes the workbench once', async () => {
    const [second] = await Promise.all([app.electron.waitForEvent('window'), choose('New window')]);
    await second.getByRole('heading', { name: 'Design', exact: true }).waitFor();
    await choose('Keyboard shortcuts');
    await second.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await app.page.getByRole('dialog').count()).toBe(0);
    await app.electron.evaluate(({ app: program }) => program.quit()).catch(() => undefined);
    await expect.poll(() => existsSync(join(dataFolder, 'runner.json'))).toBe(false);
    const kept = ['window.json', 'window-2.json'].map(
      (name) => JSON.parse(readFileSync(join(dataFolder, 'window', name), 'utf8')) as { x: number },
    );
    expect(kept[0]!.x).not.toBe(kept[1]!.x);
    expect(app.said()).not.toContain('Error');
  });
});
