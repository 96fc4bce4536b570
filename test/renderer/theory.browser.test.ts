import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('Theory', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  test('puts the statements in numbers for the design while there is no experiment', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('heading', { name: 'Cost' }).waitFor();
    await page.keyboard.press('Control+5');
    const statements = page.getByRole('region', { name: 'Statements' });
    await statements.getByRole('heading', { name: 'Small-scale initialisation' }).waitFor();
    const title = page.getByRole('button', { name: 'Minimal sharpness', exact: true });
    const card = statements.getByRole('article').filter({ has: title });
    await card.getByText('18.70', { exact: true }).waitFor();
    await title.click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText('every hidden layer is at least one unit wide').waitFor();
    await inspector.getByRole('heading', { name: 'Held against a run' }).waitFor();
  });

  test('parts a long formula into lines where its card is narrow', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('heading', { name: 'Cost' }).waitFor();
    await page.keyboard.press('Control+5');
    const formula = page
      .getByRole('article')
      .filter({ has: page.getByRole('button', { name: 'Minimal sharpness', exact: true }) })
      .locator('.katex-display');
    await formula.waitFor();
    const measured = (): Promise<{ height: number; beyond: number }> =>
      formula.evaluate((element) => ({
        height: element.clientHeight,
        beyond: element.scrollWidth - element.clientWidth,
      }));
    const wide = await measured();
    expect(wide.beyond).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 660, height: 800 });
    await expect.poll(async () => (await measured()).height).toBeGreaterThan(wide.height);
  });

  test('holds measured sharpness against the bounds, cell by cell', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+5');
    const grid = page.getByRole('grid', { name: 'Measured sharpness beside theory' });
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText('3 of 3').waitFor();
    await inspector.getByText('times as sharp as the flattest minimiser').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
  });
});
