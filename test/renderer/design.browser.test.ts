import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('Design', () => {
  let workbench: Workbench;
  let page: Page;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  beforeEach(async () => {
    page = await workbench.open('empty');
    await page.getByRole('heading', { name: 'Cost' }).waitFor();
  });
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const field = (label: string | RegExp) => page.getByRole('textbox', { name: label });
  const run = () => page.getByRole('button', { name: 'Run', exact: true });
  const problems = () => page.getByRole('region', { name: 'Problems of the spec' });

  test('says what is wrong beside the field, keeps what was typed, and lets nothing invalid run', async () => {
    await field('Steps, row 1').fill('many');
    await page.getByText('Row 1, steps: Must be a finite number.').waitFor();
    expect(await run().isDisabled()).toBe(true);
    expect(await field('Steps, row 1').inputValue()).toBe('many');
    await field('Steps, row 1').fill('4e3');
    await problems().waitFor({ state: 'detached' });
    expect(await field('Steps, row 1').inputValue()).toBe('4e3');
    expect(await run().isEnabled()).toBe(true);
  });

  test('tells the position of a wrong entry of a list', async () => {
    await field('Scales of the initialisation').fill('0.25, -1, 0.3');
    await page.getByText('Entry 2 is -1;').first().waitFor();
    // Beside the form, fields have the names of the form.
    await problems().getByText('Scales: Entry 2 is -1;').first().waitFor();
    await field('Depths').fill('2, zz, 4');
    await page.getByText('depths × scales × rates: 2 ×').waitFor();
  });

  test('shows theory, cost and the rates beyond the critical one', async () => {
    const theory = page.getByRole('region', { name: 'Theory', exact: true });
    await theory.getByText('18.70', { exact: true }).waitFor();
    await theory.getByText('0.1070', { exact: true }).waitFor();
    await page.getByText('above 1: no minimiser is stable there.').waitFor();
    await page.getByText('12.0 million').waitFor();
  });

  test('going to another kind and back loses nothing', async () => {
    await page.getByText('Synthetic', { exact: true }).click();
    await field(/^Samples/).fill('77');
    await page.getByText('From a file', { exact: true }).click();
    await page.getByText('Synthetic', { exact: true }).click();
    expect(await field(/^Samples/).inputValue()).toBe('77');
    await page.getByRole('button', { name: 'Use own draws' }).click();
    await problems().waitFor({ state: 'detached' });
    expect(await run().isEnabled()).toBe(true);
  });

  test('imports a table, whose columns are the choice of targets', async () => {
    await page.getByText('From a file', { exact: true }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    const rows = Array.from({ length: 12 }, (_, i) => `${i},${(i * i) % 7},${i % 3}`);
    const text = ['age,<b>height</b>,price', ...rows].join('\n');
    await (await chooser).setFiles({ name: 'houses.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('12 rows, 3 columns').waitFor();
    await page.getByRole('button', { name: '<b>height</b>' }).click();
    await page.getByRole('combobox', { name: 'Target' }).getByText('<b>height</b>').waitFor();
    await page.getByRole('button', { name: 'Use own draws' }).click();
    await problems().waitFor({ state: 'detached' });
  });

  test('shows the spec as JSON, which can be edited; what is no JSON changes nothing', async () => {
    await page.getByText('JSON', { exact: true }).click();
    const editor = page.getByRole('textbox', { name: 'Spec as JSON' });
    const text = await editor.inputValue();
    await editor.fill(`${text.slice(0, -2)},`);
    await page.getByText('Not JSON yet').waitFor();
    expect(await run().isDisabled()).toBe(true);
    expect(await run().getAttribute('title')).toContain('not valid JSON');
    await page.getByText('Form', { exact: true }).click();
    expect(await run().isEnabled()).toBe(true);
    await page.getByText('What was typed as JSON is not valid yet').waitFor();
    await page.getByRole('button', { name: 'Back to it' }).click();
    expect(await editor.inputValue()).toBe(`${text.slice(0, -2)},`);
    await page.getByRole('button', { name: 'Drop it' }).click();
    expect(await editor.inputValue()).toBe(text);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await editor.inputValue()).toBe(`${text.slice(0, -2)},`);
    await editor.fill(text.replace('"name": "quick"', '"name": "mine"'));
    await page.getByText('Form', { exact: true }).click();
    expect(await field('Name').inputValue()).toBe('mine');
  });

  test('who removes a row goes on in the next one', async () => {
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    for (let left = await page.getByRole('button', { name: /^Remove row/ }).count(); left > 1; left -= 1) {
      await page.getByRole('button', { name: `Remove row ${left}` }).press('Enter');
      await page.getByRole('button', { name: `Remove row ${left}` }).waitFor({ state: 'detached' });
      expect(await focused()).toBe(left > 2 ? `Remove row ${left - 1}` : 'Learning rate, row 1');
    }
  });

  test('a list is generated, even or even in the logarithm', async () => {
    await page.getByRole('button', { name: 'Generate Depths' }).click();
    await field('From').fill('2');
    await field('To').fill('32');
    await field('Count').fill('5');
    await page.getByText('Even in the logarithm').click();
    await page.getByRole('button', { name: 'Use these' }).click();
    expect(await field('Depths').inputValue()).toBe('2, 4, 8, 16, 32');
  });

  test('a preset takes the place of the draft, which can be had back', async () => {
    await field('Name').fill('precious');
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name: /^figure-2/ }).click();
    expect(await field('Name').inputValue()).toBe('figure-2');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await field('Name').inputValue()).toBe('precious');
    // Also later, when what was made of the preset must not be lost either.
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name: /^figure-2/ }).click();
    await field('Name').fill('edited');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await field('Name').inputValue()).toBe('precious');
    await page.getByText('What was edited since is set aside.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await field('Name').inputValue()).toBe('edited');
  });

  test('the field that has the focus is explained in the inspector', async () => {
    await field('Depths').focus();
    await page.getByRole('complementary', { name: 'Inspector' }).getByText('Number of layers').waitFor();
  });

  test('what is said of the button is what the button says; numbers are written in one way', async () => {
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText('Press Run, or change').waitFor();
    await page.getByText('1000', { exact: true }).waitFor();
    await field('Repetitions, row 1').fill('2000');
    await page.getByRole('button', { name: /^Use own draws/ }).click();
    await page.getByText('20\u202f800', { exact: true }).waitFor();
    const library = await workbench.open('one');
    await library.getByRole('grid', { name: 'Experiments' }).focus();
    await library.keyboard.press('ArrowDown');
    await library.getByRole('button', { name: /^Actions for/ }).click();
    await library.getByRole('menuitem', { name: 'Run again with a change' }).click();
    await library.getByRole('button', { name: 'Open results' }).waitFor();
    await library.getByText('Press Open results, or change').waitFor();
  });

  test('Run starts the experiment and opens the Monitor, which has the focus', async () => {
    await run().focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Monitor' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Monitor');
    await page.getByRole('contentinfo', { name: 'Status' }).getByText('quick').waitFor();
  });
});
