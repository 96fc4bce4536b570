import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('GELU networks', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const open = async (keys: string): Promise<Page> => {
    const page = await workbench.open('gelu');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.getByRole('grid', { name: 'Experiments' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(keys);
    return page;
  };

  test('results begin with the sharpness, and have no distance', async () => {
    const page = await open('Enter');
    await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
    await page.getByText('They bound no GELU network.').waitFor();
    expect(await page.getByRole('button', { name: 'Distance', exact: true }).count()).toBe(0);
    await page.getByText('Divergence', { exact: true }).click();
    await page.getByText('Table', { exact: true }).click();
    await page.getByRole('grid', { name: 'Cells' }).focus();
    await page.keyboard.press('ArrowDown');
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText('Risk after').waitFor();
    expect(await inspector.getByText('Squared distance').count()).toBe(0);
    await inspector.getByRole('grid', { name: 'Runs of this cell' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Computed again from its spec').waitFor();
  });

  test('theory stands there for reference', async () => {
    const page = await open('Control+5');
    await page.getByRole('note').getByText('for the linear network on the same data').waitFor();
    await page.getByText('No statement judges these GELU networks.').waitFor();
  });

  test('are a choice of the design, which says what does not suit them', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('heading', { name: 'Cost' }).waitFor();
    await page.getByRole('combobox', { name: 'Activation' }).click();
    await page.getByRole('option', { name: 'GELU' }).click();
    await page.getByText("must be None with the authors' draws of figure-3").first().waitFor();
    await page.getByRole('button', { name: 'Use own draws' }).click();
    await page.getByRole('heading', { name: 'Theory of the linear network' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Learning rates and the critical one' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Run', exact: true }).isEnabled()).toBe(true);
  });
});
