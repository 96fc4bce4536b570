import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type PageOptions, type Workbench } from './open-page';

describeInWindow('Extending and provenance', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function openResults(options: PageOptions = {}): Promise<Page> {
    const page = await workbench.open('one', options);
    await page.getByRole('grid', { name: 'Experiments' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
    return page;
  }

  test('a larger experiment is made of one: what is there and what is new is said before', async () => {
    const page = await openResults();
    await page.getByRole('button', { name: /^Extend / }).click();
    const dialog = page.getByRole('dialog');
    const start = dialog.getByRole('button', { name: 'Extend', exact: true });
    expect(await start.isDisabled()).toBe(true);
    await dialog.getByLabel('Repetitions, at least').fill('1');
    await dialog
      .getByRole('alert')
      .getByText(/must be an integer above/)
      .waitFor();
    await dialog.getByLabel('Repetitions, at least').fill('9');
    await dialog.getByText(/runs are there already/).waitFor();
    await start.click();
    await page.getByRole('heading', { level: 1, name: 'Monitor' }).waitFor();
  });

  test('one on the authors’ draws, which end with their grid, is designed anew with its own', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Extend quick, short runs' }).click();
    await page.getByRole('button', { name: 'Design it with draws of its own' }).click();
    await page.getByRole('heading', { level: 1, name: 'Design', exact: true }).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('quick, short runs 2');
    await page.getByRole('button', { name: 'Own draws', pressed: true }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Design');
  });

  test('provenance names digests and lineage; a verification is begun, seen in the Monitor, and cancelled', async () => {
    const page = await openResults({ dark: true });
    await page.getByRole('button', { name: /^Provenance of / }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/^[0-9a-f]{64}$/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: 'Verify' }).click();
    await dialog.getByText(/runs compared, all equal so far/).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+3');
    const section = page.getByRole('region', { name: 'Verification' });
    await section.getByRole('heading', { name: /^Verifying / }).waitFor();
    await section.getByRole('button', { name: 'Cancel' }).click();
    await section.waitFor({ state: 'detached' });
  });
});
