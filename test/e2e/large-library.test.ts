import { expect, onTestFinished, test } from 'vitest';
import type { Page } from 'playwright';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { isArchived, makeLargeArchive, specOf } from '../builders/large-archive';
import { temporaryFolder } from '../builders/temporary-folder';
import { keepScreenshot } from './harness/app-under-test';
import { describeInWindow, startApp } from './harness/start-app';
import { longTasksDuring, setUpStopwatch, timeToSettle, timeToShow } from './harness/stopwatch';

const EXPERIMENTS = 2000;
/**
 * Runs and bytes of their traces. Small enough for every day; `WORKBENCH_LARGE=full` is what the library is made for,
 * and `WORKBENCH_LARGE='1e6 2e9'` any other size.
 */
const { WORKBENCH_LARGE: asked } = process.env;
const [runs, traceBytes] = (asked === 'full' ? '1e6 1e10' : (asked ?? '2e4 2e7')).split(' ').map(Number) as [
  number,
  number,
];

const IN_SIGHT = Array.from({ length: EXPERIMENTS }, (_, i) => i)
  .filter((i) => !isArchived(i))
  .map((i) => specOf(i));

/** Filters as they are typed, and what of the specs they ask for. */
const FILTERS: readonly { readonly text: string; readonly holds: (spec: ExperimentSpec) => boolean }[] = [
  {
    text: 'learningRate < 0.02',
    holds: ({ grid }) => grid.training.some(({ learningRate }) => learningRate < 0.02),
  },
  { text: 'depth in 5,10', holds: ({ grid }) => grid.depths.some((depth) => depth === 5 || depth === 10) },
  { text: 'noisy', holds: ({ name }) => name.includes('noisy') },
];

const ms = (time: number): string => `${time.toFixed(0)} ms`;
/** As counts are written: four digits together, more in threes. */
const spaced = (count: number): string =>
  count < 10_000 ? String(count) : String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');

const FIRST_ROW = '[role=grid][aria-label=Experiments] [aria-rowindex="2"] .name';
const countLine = (page: Page): Promise<string> => page.locator('footer .count').innerText();

/** Turns the wheel to the end of the list. */
async function scrollThrough(page: Page): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Experiments' });
  const box = (await grid.boundingBox())!;
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
  const atEnd = (): Promise<boolean> =>
    grid.evaluate((list) => list.scrollTop + list.clientHeight >= list.scrollHeight - 1);
  for (let turn = 0; !(await atEnd()); turn += 1) {
    expect(turn, 'turns of the wheel').toBeLessThan(2000);
    await page.mouse.wheel(0, 360);
  }
}

describeInWindow('a library of thousands', () => {
  test('is opened, filtered, sorted, scrolled and compared', { timeout: 900_000, retry: 0 }, async () => {
    const dataFolder = temporaryFolder();
    const makingBegan = performance.now();
    makeLargeArchive(dataFolder, { experiments: EXPERIMENTS, runs, traceBytes });
    const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
    say(
      `${EXPERIMENTS} experiments, ${runs} runs, ${traceBytes / 1e6} MB of traces made in ${ms(performance.now() - makingBegan)}`,
    );

    const began = performance.now();
    const app = await startApp({ dataFolder });
    onTestFinished(() => app.close());
    const { page, host } = app;
    await page.locator(FIRST_ROW).waitFor();
    const started = performance.now() - began;
    await page.reload();
    await page.locator(FIRST_ROW).waitFor();
    const opened = await page.evaluate(() => performance.now());
    say(`${host}: first rows ${ms(started)} after the start, ${ms(opened)} after the page was opened again`);
    await setUpStopwatch(page);
    expect(await countLine(page)).toBe(`${spaced(IN_SIGHT.length)} experiments`);

    const finder = page.getByRole('combobox', { name: 'Find experiments' });
    for (const { text, holds } of FILTERS) {
      const time = await timeToSettle(page, () => finder.fill(text));
      const found = IN_SIGHT.filter(holds).length;
      expect(await countLine(page), text).toBe(`${found} of ${spaced(IN_SIGHT.length)} experiments`);
      say(`${text}: ${ms(time)}, ${found} found`);
    }
    await timeToSettle(page, () => finder.fill(''));
    // On to the list: what may be typed next hangs over its headers.
    await page.keyboard.press('Enter');

    const header = page.getByRole('columnheader', { name: 'Name' }).getByRole('button');
    const sorting = await timeToSettle(page, () => header.click());
    expect(await page.locator(FIRST_ROW).innerText()).toBe(IN_SIGHT[0]!.name);
    say(`sorted by name: ${ms(sorting)}`);

    const tasks = await longTasksDuring(page, () => scrollThrough(page));
    await page.locator('[role=row]').getByText(IN_SIGHT.at(-1)!.name, { exact: true }).waitFor();
    say(`scrolling: ${tasks.length} renderer tasks over 50 ms (${tasks.map(ms).join(', ') || 'none'})`);
    await keepScreenshot(app, 'large-library');

    const [one, other] = IN_SIGHT.slice(-4);
    await page.locator('[role=row]').getByText(one!.name, { exact: true }).click();
    await page
      .locator('[role=row]')
      .getByText(other!.name, { exact: true })
      .click({ modifiers: ['ControlOrMeta'] });
    await page.locator('footer').getByText('2 selected').waitFor();
    const comparing = await timeToShow(
      page,
      () => page.keyboard.press('c'),
      'main [role=img] canvas, main [role=img] svg, main [role=application] svg',
    );
    expect(
      await page.getByRole('list', { name: 'What is compared' }).getByRole('strong').allTextContents(),
    ).toEqual([one!.name, other!.name]);
    say(`first figure of the comparison: ${ms(comparing)}`);
    await keepScreenshot(app, 'large-compare');

    expect(app.problems).toStrictEqual([]);
  });
});
