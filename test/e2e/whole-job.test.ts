import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { APP_FOLDER, keepScreenshot, type AppUnderTest } from './harness/app-under-test';
import { describeInWindow, startApp } from './harness/start-app';

/** What a person reads in the status bar and presses in the views; names are those that a screen reader speaks. */
const status = (page: Page): Locator => page.getByLabel('Status', { exact: true });
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();
const openView = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();

const finishedRuns = async (page: Page): Promise<number> =>
  Number(/(\d[\d\s]*)\s*\/\s*\d/.exec(await status(page).innerText())?.[1]?.replace(/\s/g, '') ?? 0);

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const logged = (page: Page, text: string): Promise<boolean> =>
  page
    .getByRole('list', { name: 'Events' })
    .innerText()
    .then((log) => log.includes(text));

/** Engine processes below a host's process, by their command line. */
function enginesOf(host: number): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const look = (pid: string): { pid: number; parent: number; command: string } | null => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return { pid: Number(pid), parent, command: readFileSync(`/proc/${pid}/cmdline`, 'latin1') };
    } catch {
      return null;
    }
  };
  const all = processes.map(look).filter((found) => found !== null);
  const family = new Set([host]);
  for (let grew = true; grew;) {
    grew = false;
    for (const { pid, parent } of all)
      if (family.has(parent) && !family.has(pid)) grew = Boolean(family.add(pid));
  }
  const isEngine = (command: string): boolean =>
    command.includes('engine.cjs') || command.includes('utility-sub-type=node');
  return all.filter(({ pid, command }) => family.has(pid) && isEngine(command)).map(({ pid }) => pid);
}

async function lab(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(APP_FOLDER, 'out/main/lab.cjs'),
    ...args,
  ]);
  return stdout;
}

/** The numbers of the results' table, as a person reads them. */
async function tableOf(page: Page): Promise<string> {
  await openView(page, 'Results');
  await page.getByText('Table', { exact: true }).first().click();
  await page.getByRole('table').or(page.getByRole('grid')).first().waitFor();
  await page.waitForTimeout(500);
  return page.getByRole('table').or(page.getByRole('grid')).first().innerText();
}

describeInWindow('a newcomer’s whole job', () => {
  test('runs the ready preset, pauses, loses an engine, sees results, and finds them again', async () => {
    const dataFolder = temporaryFolder();
    let app: AppUnderTest = await startApp({ dataFolder });
    const { page } = app;
    await press(page, 'Run');
    await until('runs to finish', async () => (await finishedRuns(page)) >= 20);
    await keepScreenshot(app, 'monitor');

    await press(page, 'Pause');
    await page.getByRole('button', { name: 'Resume', exact: true }).first().waitFor();
    // The slice in work ends, and what was finished arrives.
    await page.waitForTimeout(500);
    const paused = await finishedRuns(page);
    await page.waitForTimeout(500);
    expect(await finishedRuns(page)).toBe(paused);
    await press(page, 'Resume');

    await until(
      'an engine at work',
      async () => enginesOf(app.pid).length > 0 && (await finishedRuns(page)) > paused,
    );
    process.kill(enginesOf(app.pid)[0]!, 'SIGKILL');
    await until('the engine to be replaced', () => logged(page, 'replaced'));
    await until('the experiment to finish', () => logged(page, 'Finished "quick"'));
    expect(app.problems).toStrictEqual([]);

    const before = await tableOf(page);
    await keepScreenshot(app, 'table');
    expect(before).toContain('0.005');
    await app.close();

    const own = (await lab('digest', 'quick', '--data-dir', dataFolder)).trim();
    const elsewhere = temporaryFolder();
    await lab('run', 'quick', '--json', '--data-dir', elsewhere);
    expect((await lab('digest', 'quick', '--data-dir', elsewhere)).trim()).toBe(own);

    app = await startApp({ dataFolder });
    await openView(app.page, 'Library');
    await app.page.getByText('quick', { exact: true }).first().dblclick();
    expect(await tableOf(app.page)).toBe(before);
    await keepScreenshot(app, 'found-again');
    await app.close();
  });

  test('says how long it takes: from start to first paint, from a finished run to its pixel, and the longest renderer task', async () => {
    const began = performance.now();
    const app = await startApp({ dataFolder: temporaryFolder() });
    const { page } = app;
    await page.getByRole('button', { name: 'Run', exact: true }).first().waitFor();
    const start = performance.now() - began;
    await page.evaluate(() => {
      const seen = { longest: 0, counted: 0 };
      (globalThis as { longTasks?: typeof seen }).longTasks = seen;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          seen.longest = Math.max(seen.longest, duration);
          seen.counted += 1;
        }
      }).observe({ entryTypes: ['longtask'] });
    });
    await page.evaluate(() => {
      const bar = document.querySelector<HTMLElement>('footer[data-last-result-at], footer')!;
      const delays: number[] = [];
      (globalThis as { pixelDelays?: number[] }).pixelDelays = delays;
      new MutationObserver(() => {
        const at = Number(bar.dataset['lastResultAt']);
        // The frame after the change is the one that shows it.
        if (at > 0) requestAnimationFrame(() => requestAnimationFrame(() => delays.push(Date.now() - at)));
      }).observe(bar, { attributeFilter: ['data-last-result-at'] });
    });
    await press(page, 'Run');
    await until('the first run', async () => (await finishedRuns(page)) > 0);
    await until('the experiment to finish', () => logged(page, 'Finished "quick"'));
    const longTasks = await page.evaluate(
      () => (globalThis as { longTasks?: { longest: number; counted: number } }).longTasks!,
    );
    const delays = await page.evaluate(() => (globalThis as { pixelDelays?: number[] }).pixelDelays!);
    const sorted = delays.sort((a, b) => a - b);
    expect(sorted.length).toBeGreaterThan(0);
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    );
    process.stdout.write(
      `${app.host}: ready to press Run after ${start.toFixed(0)} ms (page's first paint ${paint.toFixed(0)} ms after its start); ` +
        `a finished run is on the screen after ${sorted[sorted.length >> 1]!} ms (median of ${sorted.length}, most ${sorted.at(-1)!} ms); ` +
        `${longTasks.counted} renderer tasks over 50 ms while quick ran, the longest ${longTasks.longest.toFixed(0)} ms\n`,
    );
    expect(app.problems).toStrictEqual([]);
    await app.close();
  });
});
