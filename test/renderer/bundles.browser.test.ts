import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { dropFiles } from '../e2e/harness/drop-files';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('bundles', () => {
  let workbench: Workbench;
  let page: Page;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  beforeEach(async () => {
    page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
  });
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const dialog = () => page.getByRole('dialog');

  test('one that is dropped is checked, shown and imported', async () => {
    await dropFiles(page, ['sweep.workbench.zip', 'good']);
    await dialog().getByRole('heading', { name: 'What sweep.workbench.zip brings' }).waitFor();
    await dialog().getByText('new, as “figure-3-2”').waitFor();
    await dialog().getByText('gains 600 runs, archived').waitFor();
    await dialog().getByText('already here, in the bin').waitFor();
    await dialog().getByRole('button', { name: 'Restore' }).click();
    await dialog().getByText('in the bin').first().waitFor({ state: 'detached' });
    // Beside names as long as they may be, a heading is still one line.
    const heading = dialog().getByRole('columnheader', { name: 'Here' });
    await dialog()
      .getByRole('cell', { name: 'already here' })
      .evaluate((cell) => (cell.parentElement!.firstElementChild!.textContent = 'A long name '.repeat(10)));
    await dialog()
      .getByRole('row')
      .evaluateAll((rows) => rows.slice(1).forEach((row) => (row.lastElementChild!.textContent = 'new')));
    expect((await heading.boundingBox())!.height).toBeLessThan(30);
    await dialog().getByRole('button', { name: 'Import' }).click();
    await dialog().getByRole('heading', { name: 'Imported sweep.workbench.zip' }).waitFor();
    await dialog().getByRole('button', { name: 'Show in the library' }).click();
    await dialog().waitFor({ state: 'detached' });
  });

  test('a conflict names the first run that differs and cannot be imported', async () => {
    await dropFiles(page, ['sweep.workbench.zip', 'conflict']);
    await dialog().getByText('other results here').waitFor();
    await dialog()
      .getByText(/cell 1, repetition 1: finalRisk is 1e-323 in the bundle/)
      .waitFor();
    expect(await dialog().getByRole('button', { name: 'Import' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('a bad one is refused with a sentence', async () => {
    await dropFiles(page, ['sweep.workbench.zip', 'bad']);
    await dialog().getByRole('alert').getByText('does not have the sum that it should').waitFor();
    await dialog()
      .getByText(/^Nothing was imported\./)
      .waitFor();
    await dialog().getByRole('button', { name: 'Close' }).last().click();
  });

  test('checking can be cancelled', async () => {
    await dropFiles(page, ['sweep.workbench.zip', 'good']);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
  });

  test('an experiment is exported from the palette, and the dialog says where it lies', async () => {
    await page.keyboard.press('Control+K');
    await page.keyboard.type('export as a bundle');
    await page.keyboard.press('Enter');
    await dialog().getByRole('heading', { name: 'Saved' }).waitFor();
    await dialog()
      .getByText(/exports\/.*\.workbench\.zip$/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Download' }).waitFor();
    await dialog().getByRole('button', { name: 'Copy the path' }).waitFor();
  });

  test('after a dialog that a menu opened, the focus is in the list again', async () => {
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Export as a bundle' }).click();
    await dialog().getByRole('heading', { name: 'Saved' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role=grid]') !== null))
      .toBe(true);
  });

  test('every run is saved from the table of results', async () => {
    await page.keyboard.press('Control+4');
    await page.getByText('Table', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Save the numbers of quick, short runs' }).click();
    await page.getByRole('menuitem', { name: 'Save its runs as Parquet' }).click();
    await dialog()
      .getByText(/\/runs\.parquet$/)
      .waitFor();
  });
});
