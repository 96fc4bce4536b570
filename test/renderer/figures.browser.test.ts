import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { dropFiles } from '../e2e/harness/drop-files';
import { serveWorkbench, type Workbench } from './open-page';
import type { Scenario } from './scenarios';

describeInWindow('the figures of the paper', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const start = async (scenario: Scenario): Promise<Page> => {
    const page = await workbench.open(scenario);
    await page.getByRole('heading', { name: scenario === 'empty' ? 'Cost' : 'Library' }).waitFor();
    return page;
  };
  const openFigures = async (scenario: Scenario): Promise<Page> => {
    const page = await start(scenario);
    await page.keyboard.press('Control+7');
    return page;
  };
  const figure = (page: Page, number: number): Locator =>
    page.getByRole('region', { name: `Figure ${number}:` });
  const tile = (page: Page, number: number): Locator =>
    page.getByRole('navigation', { name: 'Figures of the paper' }).getByText(`Figure ${number}`);
  /** The drawing of a panel. */
  const drawn = (page: Page, panel: string): Locator =>
    page
      .getByRole('article', { name: `Panel ${panel}` })
      .getByRole('img')
      .first();
  const makeTrouble = (page: Page, method: string, how: { fails?: boolean; takes?: number }) =>
    page.evaluate(`makeTrouble('${method}', ${JSON.stringify(how)})`);

  describeInWindow('the view', () => {
    test('begins with what it is and one button, which runs all of it', async () => {
      const page = await openFigures('empty');
      await page.getByRole('heading', { name: 'Nothing of the paper was run here yet' }).waitFor();
      await page.getByRole('button', { name: 'Reproduce all' }).click();
      await page.getByText(/figure-.* running, \d more to come/).waitFor();
      await page.getByRole('button', { name: 'Monitor', exact: true }).last().click();
      await page.getByRole('heading', { level: 1, name: 'Monitor' }).waitFor();
    });

    test('draws a figure and judges its claims once its runs are there', async () => {
      const page = await openFigures('empty');
      const first = figure(page, 1);
      await first.getByText('9 claims, to be judged once the runs are there.').waitFor();
      await first.getByRole('button', { name: /^Reproduce/ }).click();
      await drawn(page, '1b').waitFor();
      await first.getByText(/^\d of 9 claims hold as worded; .*do not/).waitFor();
      await tile(page, 1)
        .locator('..')
        .getByText(/^\d of 9 hold$/)
        .waitFor();
      await first.getByRole('button', { name: /^The critical learning rate is independent/ }).click();
      const inspector = page.getByRole('complementary', { name: 'Inspector' });
      await inspector.getByRole('heading', { name: 'A claim of Figure 1a' }).waitFor();
      await inspector.getByRole('heading', { name: 'How it was judged' }).waitFor();
      // Names may be long, numbers are not broken.
      const fact = inspector.locator('.facts dd').first();
      expect((await fact.boundingBox())!.height).toBeLessThan(60);
      // Symbols in sentences are set as such.
      expect(await inspector.locator('sub').first().innerText()).toBe('min');
      expect(await first.getByRole('table').innerText()).not.toContain('S_min');
    });

    test('asks only for what is looked at', async () => {
      const page = await openFigures('paper');
      const judged = async (): Promise<unknown> =>
        page.evaluate("calls.filter(([name]) => name === 'paperVerdicts').map(([, figure]) => figure)");
      await figure(page, 1)
        .getByText(/of 9 claims/)
        .waitFor();
      expect(await judged()).not.toContain('6');
      await tile(page, 6).click();
      await figure(page, 6)
        .getByText(/of 2 claims/)
        .waitFor();
      expect(await judged()).not.toContain('4');
    });

    test('says how much of a figure is there, and goes on with the rest', async () => {
      const page = await openFigures('paper');
      const fourth = figure(page, 4);
      await tile(page, 4).click();
      await fourth.getByText('70 of 100 runs').waitFor();
      await page.getByRole('article', { name: 'Panel 4c' }).getByText('No run of it yet').waitFor();
      await fourth.getByRole('button', { name: /^Go on/ }).click();
      await drawn(page, '4c').waitFor();
      expect(await fourth.getByRole('button', { name: /^Go on/ }).count()).toBe(0);
    });

    test('a panel opens its experiment, on the page that shows it', async () => {
      const page = await openFigures('paper');
      await drawn(page, '1b').click();
      await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
      await page.getByRole('button', { name: 'Sharpness', pressed: true }).waitFor();
      await page.keyboard.press('Alt+ArrowLeft');
      await page
        .getByRole('article', { name: 'Panel 1c' })
        .getByRole('button', { name: 'Open in Results' })
        .click();
      await page.getByText('Recorded while it ran.').waitFor();
    });

    test('the palette leads to each figure', async () => {
      const page = await start('paper');
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Find' }).waitFor();
      await page.keyboard.type('paper: figure 6');
      await page.keyboard.press('Enter');
      await drawn(page, '6b').waitFor();
      // It stays at the top while those above it are drawn.
      await page.waitForTimeout(500);
      const below = await page.getByRole('navigation', { name: 'Figures of the paper' }).boundingBox();
      const top = (await figure(page, 6).boundingBox())!.y - (below!.y + below!.height);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThan(40);
    });

    test('what cannot be had is said where it is missing, and can be tried again', async () => {
      const page = await start('paper');
      for (const method of ['paperFigures', 'figures', 'paperVerdicts'])
        await makeTrouble(page, method, { fails: true });
      await page.keyboard.press('Control+7');
      const again = async (title: string): Promise<void> => {
        const alert = page.getByRole('alert').filter({ hasText: title });
        await alert.getByText('The archive cannot be read.').waitFor();
        await alert.getByRole('button', { name: 'Try again' }).click();
        await alert.waitFor({ state: 'detached' });
      };
      await again('The figures of the paper cannot be read');
      await again('Figure 1 cannot be drawn');
      await again('The claims of Figure 1 cannot be judged');
      await figure(page, 1)
        .getByText(/of 9 claims/)
        .waitFor();
    });

    test('saves a report', async () => {
      const page = await openFigures('paper');
      await page.getByRole('button', { name: 'Report on the reproduction' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: /^Save as a page/ }).click();
      expect((await download).suggestedFilename()).toBe('reproduction.html');
      await page.getByText('The report is saved as reproduction.html.').waitFor();
    });
  });

  describeInWindow('the export dialog', () => {
    const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Export Figure 1' });
    const openDialog = async (page: Page): Promise<void> => {
      await figure(page, 1).getByRole('button', { name: 'Export Figure 1…' }).click();
      await dialog(page).getByRole('img', { name: 'Figure 1' }).waitFor();
    };
    const width = (page: Page): Locator => dialog(page).getByRole('textbox', { name: 'Width', exact: true });
    /** In pixels, as it is shown. */
    const sheetWidth = async (page: Page): Promise<number> =>
      (await dialog(page).getByRole('img', { name: 'Figure 1' }).boundingBox())!.width;
    const PIXELS_PER_MM = 96 / 25.4;

    test('shows the sheet at its true size, with its words', async () => {
      const page = await openFigures('paper');
      await openDialog(page);
      expect(await sheetWidth(page)).toBeCloseTo(5.5 * 96, 0);
      const words = dialog(page).getByRole('region', { name: 'Words to go with it' });
      await words.getByText(/^\(a\) Squared distance/).waitFor();
      await words.getByText('BibTeX', { exact: true }).click();
      await words.getByText('@inproceedings').waitFor();
      await dialog(page).getByRole('button', { name: 'Larger' }).click();
      expect(await sheetWidth(page)).toBeCloseTo(1.5 * 5.5 * 96, 0);
    });

    test('follows what is typed: the latest wins, and what is wrong changes nothing', async () => {
      const page = await openFigures('paper');
      await openDialog(page);
      await makeTrouble(page, 'previewSheet', { takes: 900 });
      await width(page).fill('100');
      await expect
        .poll(() => page.evaluate("calls.filter(([name]) => name === 'previewSheet').length"))
        .toBe(2);
      await dialog(page).getByText('drawing…').waitFor();
      await width(page).fill('120');
      await expect.poll(() => sheetWidth(page)).toBeCloseTo(120 * PIXELS_PER_MM, 0);
      await page.waitForTimeout(1000);
      expect(await sheetWidth(page)).toBeCloseTo(120 * PIXELS_PER_MM, 0);
      await width(page).fill('wide');
      await dialog(page).getByText('Must be 12.7 to 2000.25.').waitFor();
      expect(await dialog(page).getByRole('button', { name: 'Export', exact: true }).isDisabled()).toBe(true);
      expect(await sheetWidth(page)).toBeCloseTo(120 * PIXELS_PER_MM, 0);
    });

    test('a venue decides sizes, until one is changed by hand', async () => {
      const page = await openFigures('paper');
      await openDialog(page);
      const venue = dialog(page).getByRole('combobox', { name: 'For' });
      await venue.click();
      await page.getByRole('option', { name: 'ICML, one column' }).click();
      expect(await width(page).inputValue()).toBe('82.55');
      await dialog(page).getByRole('button', { name: 'in', exact: true }).click();
      expect(await width(page).inputValue()).toBe('3.25');
      await width(page).fill('3');
      await venue.getByText('Free').waitFor();
    });

    test('exports with the keyboard alone, and remembers how', async () => {
      const page = await openFigures('paper');
      await openDialog(page);
      await dialog(page).getByRole('checkbox', { name: 'SVG' }).focus();
      await page.keyboard.press('Space');
      await width(page).fill('110');
      const download = page.waitForEvent('download');
      await page.keyboard.press('Control+Enter');
      await page.getByText('Exported figure-1.zip (figure-1.pdf, figure-1.svg).').waitFor();
      await dialog(page).waitFor({ state: 'detached' });
      expect((await download).suggestedFilename()).toBe('figure-1.zip');
      const archive = unzipSync(await readFile(await (await download).path()));
      expect(Object.keys(archive)).toStrictEqual(['figure-1.pdf', 'figure-1.svg']);
      await openDialog(page);
      expect(await width(page).inputValue()).toBe('110');
      expect(await dialog(page).getByRole('checkbox', { name: 'SVG' }).isChecked()).toBe(true);
    });

    test('Escape closes it and gives the focus back; a failure is said inside', async () => {
      const page = await openFigures('paper');
      await openDialog(page);
      await makeTrouble(page, 'exportSheet', { fails: true });
      await page.keyboard.press('Control+Enter');
      await dialog(page).getByRole('alert').getByText('The archive cannot be read.').waitFor();
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'detached' });
      const opener = figure(page, 1).getByRole('button', { name: 'Export Figure 1…' });
      await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test('opens from every figure of Results, and by the palette', async () => {
      const page = await start('paper');
      await page.getByRole('grid', { name: 'Experiments' }).getByText('figure-6', { exact: true }).dblclick();
      await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
      for (const [name, figures] of [
        ['Divergence', 2],
        ['Distance', 1],
        ['Sharpness', 1],
        ['Generalisation', 1],
      ] as const) {
        await page.getByText(name, { exact: true }).first().click();
        await expect.poll(() => page.getByRole('button', { name: /^Export “/ }).count()).toBe(figures);
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Find' }).waitFor();
      await page.keyboard.type('export generalisation');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: /^Export “Generalisation gap/ }).waitFor();
    });
  });

  describeInWindow('the recipe of an exported figure', () => {
    async function exported(): Promise<Buffer> {
      const page = await openFigures('paper');
      await figure(page, 3).getByRole('button', { name: 'Export Figure 3…' }).click();
      await page.getByRole('dialog').getByRole('img').waitFor();
      const download = page.waitForEvent('download');
      await page.keyboard.press('Control+Enter');
      return readFile(await (await download).path());
    }
    async function pick(page: Page, name: string, buffer: Buffer): Promise<void> {
      // Early: from the first listener on it takes a moment until choosers are looked out for.
      page.on('filechooser', () => undefined);
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Find' }).waitFor();
      await page.keyboard.type('open a file');
      const chooser = page.waitForEvent('filechooser');
      await page.keyboard.press('Enter');
      await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
    }
    test('opens its experiment where that is here, and its spec where it is not', async () => {
      const file = await exported();
      const here = await start('paper');
      await pick(here, 'plot.pdf', file);
      await here.getByText('plot.pdf shows "figure-3", which is here.').waitFor();
      await here.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
      const elsewhere = await start('empty');
      await dropFiles(elsewhere, ['plot.pdf', file.toString()]);
      await elsewhere.getByText('plot.pdf shows "figure-3", which is not in this data folder.').waitFor();
      expect(await elsewhere.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('figure-3');
      await elsewhere.getByRole('button', { name: 'Undo' }).click();
      expect(await elsewhere.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('quick');
    });

    test('the JSON of a spec is loaded as one', async () => {
      const page = await start('paper');
      await dropFiles(page, ['mine.json', JSON.stringify({ version: 1, name: 'mine' })]);
      await page.getByText('mine.json: loaded.').waitFor();
      expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('mine');
      await dropFiles(page, ['list.json', '[]']);
      await page.getByRole('alert').getByText('list.json: this is not the JSON of a spec.').waitFor();
    });

    test('what has none, or cannot have one, is said in a sentence', async () => {
      const page = await start('empty');
      await dropFiles(page, ['photo.png', 'no recipe in here']);
      await page.getByRole('alert').getByText('This file carries no recipe of the workbench.').waitFor();
      await dropFiles(page, ['table.xlsx', 'a table']);
      await page.getByRole('alert').getByText('table.xlsx is nothing that can be opened here.').waitFor();
    });
  });
});
