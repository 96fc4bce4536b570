import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { dropFiles } from '../e2e/harness/drop-files';
import { serveWorkbench, type Workbench } from './open-page';

const TABLE = 'age,height,price\n1,2,3\n2,3,5\n4,1,2\n';
const SPEC = JSON.stringify({ version: 1, name: 'mine', randomness: { scheme: 'content', draws: 'shared' } });

describeInWindow('files that are dropped on the window', () => {
  let workbench: Workbench;
  let page: Page;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  beforeEach(async () => {
    page = await workbench.open('one');
    // Early: from the first listener on it takes a moment until choosers are looked out for.
    page.on('filechooser', () => undefined);
    await page.getByRole('heading', { name: 'Library' }).waitFor();
  });
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const name = (): Promise<string> => page.getByRole('textbox', { name: 'Name' }).inputValue();

  test('a table is the data of the design, with a way back', async () => {
    await dropFiles(page, ['houses.csv', TABLE]);
    await page.getByText('houses.csv is the data of this design.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Design' }).waitFor();
    await page.getByText('3 rows, 3 columns').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('3 rows, 3 columns').waitFor({ state: 'detached' });
  });

  test('several are opened together: the table goes into the spec that came after it', async () => {
    await dropFiles(page, ['houses.tsv', TABLE.replaceAll(',', '\t')], ['mine.json', SPEC]);
    await page.getByText('houses.tsv is the data of this design.').waitFor();
    expect(await name()).toBe('mine');
    await page.getByText('3 rows, 3 columns').waitFor();
  });

  test('what is not known is said, beside what is opened', async () => {
    await dropFiles(page, ['notes.docx', 'words'], ['mine.json', SPEC]);
    const alert = page.getByRole('alert');
    await alert.getByText('notes.docx is nothing that can be opened here.').waitFor();
    await alert.getByText(/a spec \(\.json\)/).waitFor();
    await page.getByText('mine.json: loaded.').waitFor();
    expect(await name()).toBe('mine');
  });

  test('of many failures the latest are shown, the others counted; Esc closes one at a time', async () => {
    await dropFiles(page, ...['a', 'b', 'c', 'd', 'e'].map((file) => [`${file}.doc`, 'x'] as const));
    await page.getByRole('alert').nth(2).waitFor();
    expect(await page.getByRole('alert').count()).toBe(3);
    await page.getByText(/^2 earlier messages/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('e.doc is nothing').waitFor({ state: 'detached' });
    await page.getByText(/^One earlier message/).waitFor();
    await page.getByRole('button', { name: 'Close all' }).click();
    await page.getByRole('alert').first().waitFor({ state: 'detached' });
  });

  test('a table that cannot be read changes nothing', async () => {
    await dropFiles(page, ['empty.csv', ' ']);
    await page.getByRole('alert').getByText('empty.csv could not be imported').waitFor();
    await page.getByRole('heading', { name: 'Library' }).waitFor();
  });

  test('while they are held over the window it says what can be dropped', async () => {
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.csv'));
      document.body.dispatchEvent(
        new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }),
      );
    });
    await page.getByText(/^Drop an exported figure, a spec \(\.json\)/).waitFor();
  });

  test('the same are chosen by a command', async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Control+o');
    const chosen = await chooser;
    expect(chosen.isMultiple()).toBe(true);
    await chosen.setFiles([
      { name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(SPEC) },
      { name: 'houses.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) },
    ]);
    await page.getByText('houses.csv is the data of this design.').waitFor();
    expect(await name()).toBe('mine');
  });
});
