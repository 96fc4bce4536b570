import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('What is wider or longer than its place', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function openTable(): Promise<Page> {
    const page = await workbench.open('one', { width: 1280, height: 800 });
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+4');
    await page.getByText('Table', { exact: true }).click();
    return page;
  }

  test('a table shows that it has more columns, until they are seen; what training came to stands first', async () => {
    const page = await openTable();
    const grid = page.getByRole('grid', { name: 'Cells' });
    await grid.waitFor();
    const right = grid.locator('..').locator('.more.right');
    await right.waitFor();
    const bounds = (await grid.boundingBox())!;
    for (const name of ['S after training', '‖w − w⋆‖² after']) {
      const head = (await page.getByRole('columnheader', { name }).first().boundingBox())!;
      expect(head.x + head.width).toBeLessThanOrEqual(bounds.x + bounds.width);
    }
    await grid.evaluate((element) => (element.scrollLeft = element.scrollWidth));
    await right.waitFor({ state: 'detached' });
  });

  test('a menu shows that it has more entries, until the last is reached', async () => {
    const page = await workbench.open('one', { width: 1280, height: 420 });
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+2');
    await page.getByRole('button', { name: 'Presets' }).click();
    const menu = page.getByRole('menu');
    await menu.locator('.below').waitFor();
    await page.keyboard.press('End');
    await menu.locator('.below').waitFor({ state: 'detached' });
  });
});
