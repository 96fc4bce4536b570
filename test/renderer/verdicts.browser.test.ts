import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

async function openPage(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { name: 'Library' }).waitFor();
  await page.keyboard.press('Control+5');
  await page.getByLabel('What is shown').getByText(title, { exact: true }).click();
}

const inspectorOf = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

describeInWindow('Verdicts', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  test('hold statements against runs, on request, and are walked with the keyboard', async () => {
    const page = await workbench.open('one');
    await openPage(page, 'Verdicts');
    await page.getByRole('button', { name: 'Judge the first 2 repetitions' }).click();
    const grid = page.getByRole('grid', { name: 'Verdicts by statement and scale' });
    await grid.waitFor();
    await page.getByText('2 of 3 repetitions of every cell judged').waitFor();
    await grid.focus();
    const inspector = inspectorOf(page);
    await inspector.getByText('Runs, of 100 judged').waitFor();
    await page.keyboard.press('ArrowRight');
    await inspector.getByText('Runs, of 10 judged').waitFor();
    await inspector.getByRole('heading', { name: 'Conclusion' }).waitFor();
    await inspector.getByText('minimises the risk').first().waitFor();
    await page.getByRole('button', { name: 'Judge up to 3' }).click();
    await page.getByText('3 of 3 repetitions of every cell judged').waitFor();
    await inspector.getByRole('button', { name: 'Open the run in Results' }).click();
    await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
  });

  test('refuse networks that no statement is about', async () => {
    const page = await workbench.open('gelu');
    await openPage(page, 'Verdicts');
    await page.getByRole('heading', { name: 'No statement judges these networks' }).waitFor();
  });

  test('fill the ledger of looseness', async () => {
    const page = await workbench.open('one');
    await openPage(page, 'Looseness');
    await page.getByRole('heading', { name: 'Nothing was judged yet' }).waitFor();
    await page.getByRole('button', { name: 'Judge one repetition' }).click();
    const grid = page.getByRole('grid', { name: 'Measured over bound, the loosest first' });
    await grid.focus();
    await inspectorOf(page).getByText('measured / bound by experiment').waitFor();
  });
});
