import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';
import type { Scenario } from './scenarios';

describeInWindow('Library', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function openLibrary(scenario: Scenario = 'many'): Promise<Page> {
    const page = await workbench.open(scenario);
    await page.getByRole('grid', { name: 'Experiments' }).focus();
    return page;
  }
  const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
  const finder = (page: Page) => page.getByRole('combobox', { name: 'Find experiments' });
  const footer = (page: Page) => page.locator('footer.line');
  /** F2, and the field has the focus before anything is typed: keys that come earlier belong to the table. */
  async function startRenaming(page: Page): Promise<void> {
    await page.keyboard.press('F2');
    await page.locator('input:focus').waitFor();
  }
  const names = async (page: Page): Promise<string[]> =>
    page.locator('[role=row][aria-rowindex] .name').allInnerTexts();
  const chosen = (page: Page) => page.locator('[role=row][aria-selected=true] .name');

  test('an empty one has one button, which runs quick', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('heading', { name: 'Cost' }).waitFor();
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: 'Run quick' }).click();
    await page.getByRole('heading', { level: 1, name: 'Monitor' }).waitFor();
  });

  test('is renamed, deleted and restored with the keyboard alone', async () => {
    const page = await openLibrary();
    await page.keyboard.press('ArrowDown');
    await inspector(page).getByRole('heading', { name: 'sweep 79' }).waitFor();
    await startRenaming(page);
    await page.keyboard.type('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Enter');
    await inspector(page).getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('Deleted "<img src=x onerror=alert(1)>".').waitFor();
    await inspector(page).getByRole('heading', { name: 'sweep 78' }).waitFor();
    expect(await names(page)).not.toContain('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Control+z');
    await inspector(page).getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    await page.keyboard.press('Control+z');
    await inspector(page).getByRole('heading', { name: 'sweep 79' }).waitFor();
  });

  test('the mouse chooses a row, and the ring is round that row rather than round the table', async () => {
    const page = await openLibrary();
    await page.getByText('sweep 77', { exact: true }).click();
    await inspector(page).getByRole('heading', { name: 'sweep 77' }).waitFor();
    const outline = (selector: string): Promise<string> =>
      page.locator(selector).evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(await outline('[role=grid]')).toBe('none');
    await page.keyboard.press('ArrowDown');
    expect(await outline('[role=grid]')).toBe('none');
    expect(await outline('[role=grid] [role=row].current')).toBe('solid');
  });

  test('who has cleared the filter sees the list; completions are asked for', async () => {
    const page = await openLibrary();
    await finder(page).focus();
    const offers = page.getByRole('listbox', { name: 'What may come next' });
    await page.keyboard.type('d');
    await offers.waitFor();
    await page.keyboard.press('Backspace');
    await offers.waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await offers.waitFor();
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
    await expect.poll(async () => (await names(page))[0]).toContain('number 18');
    await page.keyboard.press('/');
    await page.keyboard.type('sweep 13');
    await expect.poll(() => names(page)).toStrictEqual(['sweep 13']);
    await page.keyboard.press('Enter');
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

  test('several are chosen by mouse and keyboard', async () => {
    const page = await openLibrary();
    expect(await page.getByRole('grid', { name: 'Experiments' }).getAttribute('aria-multiselectable')).toBe(
      'true',
    );
    const row = (name: string) => page.getByRole('gridcell').getByText(name, { exact: true });
    await row('sweep 79').click();
    await row('sweep 76').click({ modifiers: ['Shift'] });
    await expect
      .poll(() => chosen(page).allInnerTexts())
      .toStrictEqual([79, 78, 77, 76].map((i) => `sweep ${i}`));
    await row('sweep 78').click({ modifiers: ['Control'] });
    await inspector(page).getByRole('heading', { name: '3 experiments' }).waitFor();
    await row('sweep 80').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Control+ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(() => chosen(page).allInnerTexts()).toStrictEqual(['sweep 80', 'sweep 79', 'sweep 77']);
    // Compare has the focus then, and the list again on the way back.
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
    await expect.poll(focused).toBe('Compare');
    await page.keyboard.press('Control+1');
    await expect.poll(focused).toContain('sweep 77');
    await page.keyboard.press('Control+a');
    await footer(page).getByText('82 selected').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => chosen(page).allInnerTexts()).toStrictEqual(['sweep 77']);
  });

  test('many are starred, tagged and archived at once, and all of it is undone', async () => {
    const page = await openLibrary();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('s');
    await page.getByText('Starred 3 experiments.').waitFor();
    await page.keyboard.press('t');
    const editor = page.getByRole('dialog', { name: 'Tags of 3 experiments' });
    await editor.getByRole('textbox').fill('warm-up');
    await page.keyboard.press('Enter');
    await editor
      .getByRole('option', { name: /warm-up/ })
      .getByText('on 3 of 3 here')
      .waitFor();
    await page.keyboard.press('Escape');
    await editor.waitFor({ state: 'detached' });
    await finder(page).fill('tag:warm-up starred');
    await footer(page).getByText('3 selected').waitFor();
    await page.getByRole('grid', { name: 'Experiments' }).focus();
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'No experiment answers to that' }).waitFor();
    await page.getByText('Archived 3', { exact: true }).click();
    await footer(page).getByText('3 experiments').waitFor();
    await page.getByText('Current 79', { exact: true }).click();
    for (const said of ['Archived 3 experiments.', 'Added the tag warm-up', 'Starred 3 experiments.']) {
      await page.getByRole('status').getByText(said).waitFor();
      await page.keyboard.press('Control+z');
      await page.getByRole('status').getByText(said).waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: 'Drop starred' }).click();
    await page.getByRole('button', { name: 'Drop tag:warm-up' }).click();
    await footer(page).getByText('82 experiments').waitFor();
  });

  test('deeds are undone in their order, each once, also when their notices are gone', async () => {
    const page = await openLibrary();
    const filter = finder(page);
    await page.keyboard.press('/');
    await page.keyboard.type('sweep');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await filter.inputValue()).toBe('');
    await page.getByText('sweep 78', { exact: true }).click();
    await page.keyboard.press('s');
    await page.getByText('Starred "sweep 78".').waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('Deleted "sweep 78".').waitFor();
    for (const said of ['Deleted', 'Starred']) {
      await page.keyboard.press('Escape');
      await page.getByText(`${said} "sweep 78".`).waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+z');
    await inspector(page).getByRole('heading', { name: 'sweep 78' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.waitForFunction("calls.filter(([name]) => name === 'setStarred').length === 2");
    // There is nothing left, and what was typed before is no deed.
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await filter.inputValue()).toBe('');
    expect(await page.evaluate("calls.filter(([name]) => name === 'restoreExperiments').length")).toBe(1);
  });

  test('only a purge asks first, with how much will be gone', async () => {
    const page = await openLibrary();
    await page.getByText('sweep 78', { exact: true }).click();
    await page.keyboard.press('Delete');
    await page.getByText('Bin 1', { exact: true }).click();
    await page.getByText('sweep 78', { exact: true }).first().click();
    await page.keyboard.press('Shift+Delete');
    const dialog = page.getByRole('alertdialog', { name: 'Purge "sweep 78"?' });
    await dialog.getByText('This cannot be undone').waitFor();
    expect(await dialog.innerText()).toMatch(/150 runs .* 90\skB/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await names(page)).toStrictEqual(['sweep 78']);
    await footer(page).getByText('In the bin: R restores it, Shift+Del purges it for good').waitFor();
    await page.keyboard.press('Shift+Delete');
    await dialog.getByRole('button', { name: 'Purge for good' }).click();
    await page.getByRole('heading', { name: 'The bin is empty' }).waitFor();
  });

  test('a filter is completed while it is typed, said back in parts, and refused in a sentence', async () => {
    const page = await openLibrary();
    await finder(page).focus();
    await page.keyboard.type('learn');
    await page.getByRole('option', { name: /^learningRate/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.type('< 0.01 dep');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('in 5,10');
    expect(await finder(page).inputValue()).toBe('learningRate < 0.01 depth in 5,10');
    const conditions = page.getByRole('list', { name: 'Conditions' });
    await expect
      .poll(() => conditions.getByRole('listitem').allInnerTexts())
      .toStrictEqual(['learningRate < 0.01', 'depth in 5,10']);
    await finder(page).fill('depth < deep');
    await page.locator('.problem').getByText('deep').waitFor();
    expect(await finder(page).getAttribute('aria-invalid')).toBe('true');
    // What was found last stays in sight meanwhile.
    expect((await names(page)).length).toBeGreaterThan(0);
  });

  test('filters are kept under a name, taken up, renamed and deleted with a way back', async () => {
    const page = await openLibrary();
    await finder(page).fill('sweep 13');
    await page.getByRole('button', { name: 'Filters' }).click();
    const saved = page.getByRole('dialog', { name: 'Filters' });
    await saved.getByRole('textbox').fill('thirteen');
    await page.keyboard.press('Enter');
    await saved.getByRole('button', { name: 'Rename thirteen' }).click();
    await page.keyboard.type('unlucky');
    await page.keyboard.press('Enter');
    await saved.getByRole('button', { name: 'Delete unlucky' }).click();
    await saved.getByText('No filter is kept yet').waitFor();
    await page.getByText('Deleted the filter "unlucky".').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.keyboard.press('Escape');
    await finder(page).fill('');
    await page.getByRole('button', { name: 'Filters' }).click();
    await saved.getByRole('button', { name: /^unlucky/ }).click();
    await expect.poll(() => names(page)).toStrictEqual(['sweep 13']);
  });

  test('columns are chosen, moved and resized, and stay so', async () => {
    const page = await openLibrary();
    const heads = () => page.getByRole('columnheader').allInnerTexts();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Final sharpness', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Cells' }).uncheck();
    await page.getByRole('button', { name: 'Move Final sharpness to the left' }).click();
    await page.keyboard.press('Escape');
    expect((await heads()).slice(-3, -1)).toStrictEqual(['Final sharpness', 'Created']);
    const head = page.getByRole('columnheader', { name: 'Final sharpness' });
    const width = async () => (await head.boundingBox())!.width;
    const before = await width();
    await head.getByRole('button').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(width).toBe(before + 16);
    await page.keyboard.press('Control+Shift+ArrowRight');
    expect((await heads()).slice(-3, -1)).toStrictEqual(['Created', 'Final sharpness']);
    await page.reload();
    await head.waitFor();
    expect((await heads()).slice(-3, -1)).toStrictEqual(['Created', 'Final sharpness']);
    expect(await width()).toBe(before + 16);
    const cell = page
      .getByRole('gridcell')
      .filter({ has: page.locator('[title*="of n ="]') })
      .first();
    await cell.waitFor();
  });

  test('notes are Markdown in which nothing can be pressed or loaded', async () => {
    const page = await openLibrary();
    await inspector(page).getByRole('button', { name: 'Write' }).click();
    const text =
      '# Why\n\n**bold** <img src=x onerror=alert(1)> ![pic](http://a.b/c.png) [paper](http://a.b)';
    await page.keyboard.insertText(text);
    await page.keyboard.press('Control+Enter');
    const notes = inspector(page).locator('.markdown');
    await notes.getByRole('heading', { name: 'Why' }).waitFor();
    expect(await notes.locator('strong').innerText()).toBe('bold');
    expect(await notes.locator('a, img').count()).toBe(0);
    expect(await notes.innerText()).toContain('paper (http://a.b)');
    expect(await notes.innerText()).toContain('<img src=x onerror=alert(1)>');
    await finder(page).fill('bold');
    await expect.poll(() => names(page)).toStrictEqual(['sweep 80']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('grid', { name: 'Experiments' }).focus();
    await page.keyboard.press('Control+z');
    await inspector(page).getByText('None yet.').waitFor();
  });

  test('what runs is live in its row', async () => {
    const page = await openLibrary();
    await page.getByRole('grid', { name: 'Experiments' }).press('End');
    await page.getByRole('button', { name: 'Actions for figure-2' }).click();
    await page.getByRole('menuitem', { name: 'Start' }).click();
    const row = page.getByRole('row', { name: /figure-2/ });
    await row.getByText('running').waitFor();
    const ended = async () => Number(/(\d+) \/ /.exec((await row.innerText()).replace(/\u202f/g, ''))![1]);
    const first = await ended();
    await expect.poll(ended, { timeout: 20_000 }).toBeGreaterThan(first);
    await page.getByRole('grid', { name: 'Experiments' }).press('Delete');
    await page.getByText(/^Deleted "figure-2"\. It ran or waited and is cancelled/).waitFor();
  });

  test('two thousand are scrolled smoothly', async () => {
    const STEPS = 100;
    const page = await openLibrary('thousands');
    await footer(page).getByText('2000 experiments').waitFor();
    // The shell reads the library once more when the page is ready.
    await page.waitForTimeout(2000);
    const session = await page.context().newCDPSession(page);
    // Processor time of the page's thread: another process that is busy does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value;
    };
    await page.evaluate(watchTasks);
    const before = await worked();
    const seen = new Set<string>();
    await page.mouse.move(500, 400);
    for (let i = 0; i < 60; i += 1) {
      await page.mouse.wheel(0, 900);
      await page.waitForTimeout(30);
      if (i % 10 === 0) for (const name of await names(page)) seen.add(name);
    }
    for (let i = 60; i < STEPS; i += 1) await page.keyboard.press('PageDown');
    await page.keyboard.press('End');
    await page.getByText('quick, short runs', { exact: true }).first().waitFor();
    const each = ((await worked()) - before) / STEPS;
    const longest = await page.evaluate(() => (globalThis as unknown as Watched).longestTask());
    process.stdout.write(
      `Library with 2000 rows: ${each.toFixed(1)} ms of work a scroll step; longest task ` +
        `${longest === 0 ? 'under 50' : longest.toFixed(0)} ms\n`,
    );
    expect(seen.size).toBeGreaterThan(150);
    // Tasks look longer on a machine that is busy with something else, work does not.
    expect(each).toBeLessThan(40);
  });
});

interface Watched {
  longestTask: () => number;
}

/** Watches for tasks over 50 ms; no others are told. */
function watchTasks(): void {
  let longest = 0;
  const note = (entries: PerformanceEntryList): void => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  (globalThis as unknown as Watched).longestTask = () => {
    note(observer.takeRecords());
    return longest;
  };
}
