import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('the tour', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const panel = (page: Page): Locator => page.getByRole('dialog', { name: /^Tour, step/ });
  const pointedAt = (page: Page): Promise<string | null> =>
    page.evaluate(() => document.querySelector('[data-pointed-at]')?.textContent.trim() ?? null);

  test('is offered once to a newcomer, and goes with the keyboard from the design to a figure', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: /^Take the tour/ }).click();
    await panel(page).getByRole('heading', { name: 'Design an experiment' }).waitFor();
    await expect.poll(() => pointedAt(page)).toBe('Run');
    for (const [title, view] of [
      ['Watch it run', 'Monitor'],
      ['Where runs diverge', 'Results'],
      ['Theory beside measurement', 'Theory'],
      ['Nothing is lost', 'Library'],
      ['From the window to the paper', 'Results'],
    ]) {
      // A button that has to wait takes the focus back when it can be pressed.
      await panel(page).locator('[data-kind="primary"]:enabled').focus();
      await page.keyboard.press('Enter');
      await panel(page).getByRole('heading', { name: title! }).waitFor();
      await page.getByRole('heading', { level: 1, name: view!, exact: true }).waitFor();
      await expect.poll(() => pointedAt(page), { message: title!, timeout: 15_000 }).not.toBeNull();
    }
    expect(await pointedAt(page)).toBe('Export…');
    // What it points at can be used meanwhile.
    await page.getByRole('button', { name: 'Numbers' }).first().click();
    await page.getByRole('button', { name: 'Chart', exact: true }).first().waitFor();
    await panel(page).getByRole('button', { name: 'Done' }).click();
    await panel(page).waitFor({ state: 'detached' });
    expect(await pointedAt(page)).toBeNull();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await page.getByRole('button', { name: /^Take the tour/ }).count()).toBe(0);
  });

  test('ends with Escape, can be declined, and is had again from the palette', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: 'No, thanks' }).click();
    await page.getByRole('button', { name: /^Take the tour/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find' }).waitFor();
    await page.keyboard.type('take the tour');
    await page.keyboard.press('Enter');
    await panel(page).waitFor();
    // Shortcuts go on working beside it.
    await page.keyboard.press('Control+5');
    await page.getByRole('heading', { level: 1, name: 'Theory', exact: true }).waitFor();
    await panel(page).getByRole('button', { name: 'End the tour' }).focus();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
  });

  test('is not offered where there are experiments', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    expect(await page.getByRole('button', { name: /^Take the tour/ }).count()).toBe(0);
  });
});
