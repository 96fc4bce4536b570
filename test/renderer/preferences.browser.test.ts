import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type PageOptions, type Workbench } from './open-page';

describeInWindow('preferences', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const openPreferences = async (options: PageOptions = {}) => {
    const page = await workbench.open('one', options);
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog', { name: 'Preferences' });
    await dialog.getByText('48 MB, of which 12 MB are not used').waitFor();
    return { page, dialog };
  };
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => (document.activeElement as HTMLElement).innerText.slice(0, 80));
  const bottom = ({ y, height }: { y: number; height: number }): number => y + height;
  const callsOf = (page: Page, method: string): Promise<unknown[][]> =>
    page.evaluate<unknown[][]>(`calls.filter(([name]) => name === '${method}')`);

  test('where more is below than is seen, the dialog says so', async () => {
    const { dialog } = await openPreferences({ height: 700 });
    const hint = dialog.locator('.below');
    await hint.waitFor();
    await dialog.locator('.body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
    await hint.waitFor({ state: 'detached' });
  });

  test('a backup is made, with its progress, and listed', async () => {
    const { page, dialog } = await openPreferences();
    expect(await dialog.getByRole('row').count()).toBe(3);
    await dialog.getByRole('button', { name: 'Back up now' }).click();
    await dialog.getByText('Backing up …').waitFor();
    expect(await focused(page)).toBe('Back up now');
    await page.getByLabel('Status', { exact: true }).getByText('Backing up …').waitFor();
    expect(await dialog.getByRole('button', { name: 'Check', exact: true }).isDisabled()).toBe(true);
    await dialog.getByText('by hand', { exact: true }).waitFor();
    expect(await dialog.getByRole('row').count()).toBe(4);
    await page.getByText('-manual.sqlite').waitFor();
    expect(await focused(page)).toBe('Back up now');
    // A notice lies below the dialog, which is less high meanwhile.
    const [notice, frame] = [page.getByLabel('Notices'), dialog];
    await expect
      .poll(async () => (await notice.boundingBox())!.y - bottom((await frame.boundingBox())!))
      .toBeGreaterThan(0);
  });

  test('opens on its first field', async () => {
    const { page } = await openPreferences();
    expect(await focused(page)).toBe('As the system');
  });

  test('numbers are shown with the digits that are wanted, at once; files are not', async () => {
    const { page, dialog } = await openPreferences();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+4');
    await page.getByText('Table', { exact: true }).first().click();
    const first = page.getByRole('grid', { name: 'Cells' }).getByText(/\d ±/).first();
    const before = await first.innerText();
    const save = async (): Promise<string> => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: /^Save the numbers of/ }).click();
      await page.getByRole('menuitem', { name: 'Save this table as CSV' }).click();
      return readFile(await (await download).path(), 'utf8');
    };
    const file = await save();
    await page.keyboard.press('Control+,');
    await dialog.getByRole('group', { name: 'Significant digits' }).getByText('6').click();
    await page.keyboard.press('Escape');
    await expect.poll(() => first.innerText()).not.toBe(before);
    const digits = (text: string): number =>
      text.split(' ±')[0]!.replace(/\D/g, '').replace(/^0+/, '').length;
    expect([digits(before), digits(await first.innerText())]).toStrictEqual([4, 6]);
    expect(await save()).toBe(file);
  });

  test('a backup can be cancelled', async () => {
    const { page, dialog } = await openPreferences();
    await dialog.getByRole('button', { name: 'Back up now' }).click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('It was cancelled; nothing was changed.').waitFor();
    expect(await dialog.getByRole('row').count()).toBe(3);
  });

  test('restoring can be undone: what was there is a backup too', async () => {
    const { page, dialog } = await openPreferences();
    await dialog.getByRole('button', { name: /^Restore the backup of 7 Mar/ }).click();
    const question = page.getByRole('alertdialog', { name: /^Restore the backup of 7 Mar/ });
    await question.getByText('kept as a backup of its own').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await callsOf(page, 'restoreBackup')).toEqual([]);
    await page.keyboard.press('Enter');
    await question.getByRole('button', { name: 'Restore', exact: true }).click();
    await question.waitFor({ state: 'detached' });
    await dialog.getByText('before a backup was restored').first().waitFor();
    expect(await focused(page)).toBe('Restore');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await page.waitForFunction("calls.filter(([name]) => name === 'restoreBackup').length === 2");
    const [first, second] = await callsOf(page, 'restoreBackup');
    expect([first![1], second![1]]).toEqual([
      'workbench-20260307-090000-scheduled.sqlite',
      'workbench-20260314-092710-before-restore.sqlite',
    ]);
  });

  test('the archive is checked and compacted, and says what came of it', async () => {
    const { page, dialog } = await openPreferences();
    await dialog.getByRole('checkbox', { name: 'Thoroughly' }).check();
    await dialog.getByRole('button', { name: 'Check', exact: true }).click();
    await dialog.getByText('The archive is sound.').waitFor();
    expect(await callsOf(page, 'checkArchive')).toEqual([['checkArchive', true]]);
    await dialog.getByRole('button', { name: 'Compact' }).click();
    await dialog.getByText('Nothing can be changed meanwhile.').waitFor();
    await page.getByText('12 MB were freed.').waitFor();
    await dialog.getByText('36 MB, of which 0 B are not used').waitFor();
  });

  test('the schedule is kept; a wrong number is said and not sent', async () => {
    const { page, dialog } = await openPreferences();
    await dialog.getByText('Daily', { exact: true }).click();
    const keep = dialog.getByRole('textbox', { name: 'Scheduled backups to keep' });
    await keep.fill('0');
    const wrong = dialog.getByRole('alert').getByText('Must be an integer from 1 to 1000.');
    await wrong.waitFor();
    // All of it can be read.
    expect(await wrong.evaluate((words) => words.scrollWidth - words.clientWidth)).toBe(0);
    await keep.fill('7');
    await page.waitForFunction(
      "calls.some(([name, part]) => name === 'setPreferences' && part.backupKeep === 7)",
    );
    expect(await callsOf(page, 'setPreferences')).toEqual([
      ['setPreferences', { backupSchedule: 'daily' }],
      ['setPreferences', { backupKeep: 7 }],
    ]);
  });

  test('without a dialog of the system, the data folder moves to a path that is typed', async () => {
    const { dialog } = await openPreferences();
    await dialog.getByRole('button', { name: 'Move…' }).click();
    await dialog.getByRole('textbox', { name: 'New data folder' }).fill('/mnt/data/lab');
    await dialog.getByRole('button', { name: 'Move here' }).click();
    await dialog.getByText('Moving the data folder …').waitFor();
    await dialog.getByText('/mnt/data/lab', { exact: true }).waitFor();
  });

  test('what fails is said, with what to do', async () => {
    const { page, dialog } = await openPreferences();
    await page.evaluate("makeTrouble('backUp', { fails: true })");
    await dialog.getByRole('button', { name: 'Back up now' }).click();
    await page.getByText('The archive could not be backed up: The archive cannot be read.').waitFor();
    await page.getByText('Try it once more.').waitFor();
  });

  test('a full disk is said where one looks, and can be tried again at once', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).click();
    await page.getByRole('heading', { name: 'Monitor' }).waitFor();
    await page.evaluate('waitForRoom()');
    await page.getByRole('alert').getByText('Waiting for room on the disk').waitFor();
    await page.getByText('12 MB are to be written, 0.3 MB are free.').waitFor();
    await page.getByLabel('Status', { exact: true }).getByText('waiting for room on the disk').waitFor();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await callsOf(page, 'resume')).toHaveLength(1);
  });
});
