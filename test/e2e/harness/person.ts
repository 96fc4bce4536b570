import type { Locator, Page } from 'playwright';

/** What a person reads and presses; names are those that a screen reader speaks. */
export const status = (page: Page): Locator => page.getByLabel('Status', { exact: true });

export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true }).first();

export const press = (page: Page, name: string): Promise<void> => button(page, name).click();

export const openView = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();

/** Runs of the running experiment that have ended, as the status bar counts them; 0 where none runs. */
export const finishedRuns = async (page: Page): Promise<number> =>
  Number(/(\d[\d\s]*)\s*\/\s*\d/.exec(await status(page).innerText())?.[1]?.replace(/\s/g, '') ?? 0);

/** All that the Monitor says in numbers of how far the running experiment is. */
export const progressFacts = (page: Page): Promise<string> =>
  page.getByRole('main').getByRole('definition').allInnerTexts().then(String);

/** Whether the Monitor's list of events has such a text. */
export const logged = (page: Page, text: string): Promise<boolean> =>
  page
    .getByRole('list', { name: 'Events' })
    .innerText()
    .then((log) => log.includes(text));

/** The words in the heatmap's cells and on its axes; an en dash where a cell has nothing to show yet. */
const heatmapWords = (page: Page): Promise<string[]> =>
  page
    .getByRole('application', { name: /heatmap/ })
    .locator('svg text')
    .allTextContents();

/** Cells of the heatmap on show that have no value; null where there is no heatmap. */
export async function emptyCells(page: Page): Promise<number | null> {
  const words = await heatmapWords(page);
  return words.length === 0 ? null : words.filter((word) => word === '–').length;
}

/** The numbers of the results' table, as a person reads them. */
export async function tableOf(page: Page): Promise<string> {
  await openView(page, 'Results');
  await page.getByText('Table', { exact: true }).first().click();
  await page.getByRole('table').or(page.getByRole('grid')).first().waitFor();
  await page.waitForTimeout(500);
  return page.getByRole('table').or(page.getByRole('grid')).first().innerText();
}

/** Looks until something holds. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
