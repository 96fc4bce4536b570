import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

async function openView(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Library' }).waitFor();
  await page.keyboard.press('Control+6');
  await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
}

async function addByTyping(page: Page, button: string, name: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByLabel('Find an experiment').fill(name);
  await page.keyboard.press('Enter');
}

const showPage = (page: Page, title: string): Promise<void> =>
  page.getByLabel('What is shown').getByText(title, { exact: true }).click();

describeInWindow('Compare', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  test('teaches what it does while nothing is compared, and takes sides by typing', async () => {
    const page = await workbench.open('paper');
    await openView(page);
    await page.getByRole('heading', { name: 'Nothing is compared yet' }).waitFor();
    await addByTyping(page, 'Choose experiments', 'figure-3');
    await page.getByRole('heading', { name: 'One more makes a comparison' }).waitFor();
    await addByTyping(page, 'Add another', 'figure-4');
    const sides = page.getByRole('list', { name: 'What is compared' });
    await expect.poll(() => sides.getByRole('listitem').count()).toBe(2);
    // Figure 4 has only begun.
    await page.getByRole('status').getByText('figure-4: 70 of 100 runs finished').waitFor();
    const charts = page.getByRole('img', { name: /Squared distance after training/ });
    await expect.poll(() => charts.count()).toBe(2);
    await page.getByText('Over each other').click();
    await expect.poll(() => charts.count()).toBe(1);
    const keys = page.getByRole('list', { name: 'What dashes and markers mean' });
    await expect.poll(() => keys.getByRole('listitem').allTextContents()).toEqual(['figure-3', 'figure-4']);
  });

  test('has sides that move, go and come back', async () => {
    const page = await workbench.open('paper');
    await openView(page);
    await addByTyping(page, 'Choose experiments', 'figure-3');
    await addByTyping(page, 'Add another', 'figure-6');
    const sides = page.getByRole('list', { name: 'What is compared' }).getByRole('listitem');
    const order = (): Promise<string[]> => sides.getByRole('strong').allTextContents();
    await expect.poll(order).toEqual(['figure-3', 'figure-6']);
    await page.getByRole('button', { name: 'Move figure-6 forward' }).click();
    await expect.poll(order).toEqual(['figure-6', 'figure-3']);
    await page.getByRole('button', { name: 'Take figure-6 out' }).click();
    await expect.poll(order).toEqual(['figure-3']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(order).toEqual(['figure-6', 'figure-3']);
    // A page that is loaded anew compares them still.
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
    await expect.poll(order).toEqual(['figure-6', 'figure-3']);
  });

  test('shows theory, specs and statistics of experiments that differ in their seed', async () => {
    const page = await workbench.open('many');
    await openView(page);
    await addByTyping(page, 'Choose experiments', 'sweep 2');
    await addByTyping(page, 'Add another', 'sweep 6');
    await showPage(page, 'Specs');
    await page.getByText('One field differs').waitFor();
    const specs = page.getByRole('region', { name: 'Differences of the specs' });
    await specs.getByRole('rowheader', { name: 'Seed' }).waitFor();
    await showPage(page, 'Theory');
    await page
      .getByRole('table', { name: 'Theory of minimisers' })
      .getByRole('rowheader', { name: 'critical learning rate' })
      .waitFor();
    const verdicts = page.getByRole('table', { name: /^Verdicts/ });
    await expect.poll(() => verdicts.getByText('not judged').count()).toBe(2);
    // What stands beside values has a column of its own in every row.
    const measured = page.getByRole('table', { name: /^Sharpness after training/ }).locator('tbody tr');
    const columns = await measured.evaluateAll((rows) => rows.map((row) => row.children.length));
    expect(new Set(columns)).toEqual(new Set([5]));
    // Heads of rows stay while the sides are scrolled.
    await page.setViewportSize({ width: 640, height: 800 });
    const frame = page.getByRole('region', { name: /^Sharpness after training/ });
    const left = (): Promise<number> =>
      frame.evaluate((element) => {
        const head = element.querySelector('tbody th')!.getBoundingClientRect();
        return head.left - element.getBoundingClientRect().left;
      });
    expect(await left()).toBe(0);
    const scrolled = await frame.evaluate((element) => {
      element.scrollLeft = 60;
      return element.scrollLeft;
    });
    expect(scrolled).toBeGreaterThan(0);
    expect(await left()).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await showPage(page, 'Statistics');
    await page.getByText('Two independent samples: their seeds differ.').waitFor();
    const rows = page.getByRole('region', { name: /^Differences of sweep/ }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(51);
    // The line of 0 goes through all of them.
    expect(await rows.locator('td .zero').count()).toBe(50);
    expect(await rows.first().getByRole('columnheader').allTextContents()).not.toContain('scale');
    await page.getByText('How runs ended').click();
    await page.getByText('Newcombe').waitFor();
  });

  test('draws any measure over any other', async () => {
    const page = await workbench.open('paper');
    await openView(page);
    await addByTyping(page, 'Choose experiments', 'figure-3');
    await addByTyping(page, 'Add another', 'figure-6');
    await showPage(page, 'Scatter');
    await page.getByText('A dot a finished run').first().waitFor();
    // Headings follow each other: the page, and the figures on it.
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['figure-3', 'figure-6']);
    await page.getByText('Over each other').click();
    const colours = page.getByRole('list', { name: 'What colours mean' }).getByRole('listitem');
    await expect.poll(async () => (await colours.allTextContents())[0]).toMatch(/^η = /);
    await page.getByText('Side by side').click();
    await page.getByText('A dot a cell').click();
    await page.getByText('A dot a cell, at the mean of its runs').first().waitFor();
    await page.getByRole('combobox', { name: 'To the right' }).click();
    await page.getByRole('option', { name: 'Learning rate η' }).click();
    await page.getByText('over learning rate η').first().waitFor();
  });

  test('compares two cells and two runs of one experiment', async () => {
    const page = await workbench.open('one');
    await openView(page);
    await addByTyping(page, 'Choose experiments', 'quick');
    await addByTyping(page, 'Add another', 'quick');
    for (const [i, cell] of ['η = 0.005, scale 0.25, L = 10', 'η = 0.02, scale 0.25, L = 10'].entries()) {
      await page.getByRole('combobox', { name: 'Cell of quick, short runs' }).nth(i).click();
      await page.getByRole('option', { name: cell }).click();
    }
    await showPage(page, 'Statistics');
    // The authors draw every place of a grid for itself.
    await page.getByText('addressed by different places of their grids').waitFor();
    await page.getByRole('row', { name: /0\.005 \| 0\.02/ }).waitFor();
    for (const i of [0, 1]) {
      await page.getByRole('combobox', { name: 'Run of quick, short runs' }).nth(i).click();
      await page.getByRole('option', { name: 'Run 1' }).click();
    }
    await showPage(page, 'Figures');
    await page.getByText('Over each other').click();
    await page.getByRole('img', { name: /Laid over each other/ }).waitFor();
  });

  test('keeps a comparison under a name, opens it again and forgets it', async () => {
    const page = await workbench.open('paper');
    await openView(page);
    await addByTyping(page, 'Choose experiments', 'figure-3');
    await addByTyping(page, 'Add another', 'figure-6');
    await page.getByRole('button', { name: 'Save or open' }).click();
    await page.getByText('None is kept yet').waitFor();
    await page.getByLabel('Keep this comparison as').fill('wide and deep');
    await page.keyboard.press('Enter');
    await page.getByText('Kept as “wide and deep”.').waitFor();
    await page.getByRole('button', { name: 'Take figure-3 out' }).click();
    await page.getByRole('button', { name: 'wide and deep' }).click();
    await page
      .getByRole('list', { name: 'Kept' })
      .getByRole('button', { name: /^wide and deep/ })
      .click();
    await page.getByRole('button', { name: 'Take figure-3 out' }).waitFor();
    await page.getByRole('button', { name: 'wide and deep' }).click();
    await page.getByRole('button', { name: 'Forget wide and deep' }).click();
    await page.getByText('is forgotten').waitFor();
  });

  test('exports what is compared as one sheet, and reports it', async () => {
    const page = await workbench.open('paper');
    await openView(page);
    await addByTyping(page, 'Choose experiments', 'figure-3');
    await addByTyping(page, 'Add another', 'figure-6');
    await page.getByRole('button', { name: /^Export comparison/ }).click();
    await page.getByRole('dialog').getByText('(a) Figure-3').waitFor();
    await page.keyboard.press('Escape');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Report on this comparison' }).click();
    await page.getByRole('menuitem', { name: /Save as a page/ }).click();
    expect((await download).suggestedFilename()).toBe('comparison.html');
  });

  test('says what failed, and tries again', async () => {
    const page = await workbench.open('paper');
    await openView(page);
    await addByTyping(page, 'Choose experiments', 'figure-3');
    await addByTyping(page, 'Add another', 'figure-6');
    await page.getByRole('img').first().waitFor();
    await page.evaluate(() =>
      (globalThis as unknown as { makeTrouble: (method: string, how: object) => void }).makeTrouble(
        'compare',
        { fails: true },
      ),
    );
    await showPage(page, 'Statistics');
    await page.getByRole('combobox', { name: 'Measure' }).click();
    await page.getByRole('option').nth(3).click();
    await page.getByRole('heading', { name: 'These cannot be compared' }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page
      .getByText('Two independent samples')
      .or(page.getByText('No cells correspond'))
      .first()
      .waitFor();
  });
});
