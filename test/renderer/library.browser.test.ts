import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('Library', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function openLibrary(): Promise<Page> {
    const page = await workbench.open('many');
    await page.getByRole('grid', { name: 'Experiments' }).focus();
    return page;
  }
  /** F2, and the field has the focus before anything is typed: keys that come earlier belong to the table. */
  async function startRenaming(page: Page): Promise<void> {
    await page.keyboard.press('F2');
    await page.locator('input:focus').waitFor();
  }
  const names = async (page: Page): Promise<string[]> =>
    page.locator('[role=row][aria-rowindex] .name').allInnerTexts();

  test('an empty one has one button, which runs quick', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('heading', { name: 'Cost' }).waitFor();
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: 'Run quick' }).click();
    await page.getByRole('heading', { level: 1, name: 'Monitor' }).waitFor();
  });

  test('is renamed, deleted and restored with the keyboard alone', async () => {
    const page = await openLibrary();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await page.keyboard.press('ArrowDown');
    await inspector.getByRole('heading', { name: 'sweep 79' }).waitFor();
    await startRenaming(page);
    await page.keyboard.type('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Enter');
    await inspector.getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('Deleted "<img src=x onerror=alert(1)>".').waitFor();
    await inspector.getByRole('heading', { name: 'sweep 78' }).waitFor();
    expect(await names(page)).not.toContain('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Control+z');
    await inspector.getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
  });

  test('a name that is taken is refused in words', async () => {
    const page = await openLibrary();
    await startRenaming(page);
    await page.keyboard.type('sweep 3');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Another experiment is called "sweep 3".').waitFor();
  });

  test('sorts by a header, finds by words, and opens with Enter', async () => {
    const page = await openLibrary();
    await page.getByRole('columnheader', { name: 'Name' }).click();
    expect((await names(page))[0]).toContain('number 9');
    await page.getByRole('searchbox', { name: 'Find an experiment' }).fill('sweep 13');
    await expect.poll(() => names(page)).toStrictEqual(['sweep 13']);
    await page.getByRole('grid', { name: 'Experiments' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
  });

  test('runs again with a change: the spec opens in Design under the next name', async () => {
    const page = await openLibrary();
    await page.getByRole('button', { name: 'Actions for sweep 80' }).click();
    await page.getByRole('menuitem', { name: 'Run again with a change' }).click();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('sweep 81');
    expect(await page.getByRole('textbox', { name: 'Seed' }).inputValue()).toBe('80');
  });

  test('long names neither widen a row nor leave the table', async () => {
    const page = await openLibrary();
    const widths = await page
      .locator('[role=row]')
      .evaluateAll((rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().width))]);
    expect(widths).toHaveLength(1);
  });
});
