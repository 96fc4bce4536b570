import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { keepScreenshot } from './harness/app-under-test';
import { enginesOf } from './harness/engine-processes';
import { lab } from './harness/lab';
import { measureIn, tasksText } from './harness/measure';
import {
  button,
  emptyCells,
  finishedRuns,
  logged,
  press,
  progressFacts,
  status,
  until,
} from './harness/person';
import { describeInWindow, startApp } from './harness/start-app';

const NAME = 'slow and sure';

/** Figure 6 with fewer repetitions at its slowest rate: long enough to watch, not so long as to wait for. */
async function design(page: Page): Promise<void> {
  await press(page, 'Presets');
  await page.getByRole('menuitem', { name: 'figure-6' }).click();
  await page.getByLabel('Name', { exact: true }).fill(NAME);
  await page.getByRole('textbox', { name: 'Repetitions, row 1' }).fill('40');
  await page.getByText('720', { exact: true }).waitFor();
}

/** What the Monitor says once nothing of it changes any more. */
async function stillFacts(page: Page): Promise<string> {
  let facts = '';
  await until('the progress to stand still', async () => {
    const before = facts;
    facts = await progressFacts(page);
    await page.waitForTimeout(300);
    return facts === before;
  });
  return facts;
}

describeInWindow('a longer experiment', () => {
  test('can be watched and paused, outlives the loss of an engine, and comes out as anywhere else', async () => {
    const dataFolder = temporaryFolder();
    const app = await startApp({ dataFolder });
    const { page, host } = app;
    await design(page);
    const measured = await measureIn(page);
    await press(page, 'Run');

    await until('runs to finish', async () => (await finishedRuns(page)) >= 20);
    await until('speed and time left', async () => / steps\/s[^]* left/.test(await status(page).innerText()));
    const empty = (await emptyCells(page)) ?? Infinity;
    await until('the heatmap to fill', async () => ((await emptyCells(page)) ?? Infinity) < empty);
    const course = page.getByText('Computed again from its spec');
    await page.getByRole('application', { name: /heatmap/ }).press('Enter');
    await course.waitFor();
    await keepScreenshot(app, 'long-run');

    await press(page, 'Pause');
    await button(page, 'Resume').waitFor();
    const paused = await stillFacts(page);
    await page.waitForTimeout(1000);
    expect(await progressFacts(page)).toBe(paused);
    const runsAtPause = await finishedRuns(page);
    await press(page, 'Resume');
    await until('runs to finish again', async () => (await finishedRuns(page)) > runsAtPause);

    const [lost] = enginesOf(app.pid);
    process.kill(lost!, 'SIGKILL');
    await until('the engine to be replaced', () => logged(page, 'replaced'));
    await until('another engine', async () => enginesOf(app.pid).some((pid) => pid !== lost));
    await until('the experiment to finish', () => logged(page, `Finished "${NAME}"`));
    await until('the heatmap to be full', async () => (await emptyCells(page)) === 0);
    expect(await course.count()).toBe(1);
    await keepScreenshot(app, 'long-run-finished');

    const seen = await measured();
    expect(seen.delays.length).toBeGreaterThan(0);
    process.stdout.write(
      `${host}: ${tasksText(seen)} in a longer run; the last progress ${seen.pause.toFixed(0)} ms after the click on Pause; ` +
        `a finished run is on the screen after ${seen.delays[seen.delays.length >> 1]!} ms ` +
        `(median of ${seen.delays.length}, most ${seen.delays.at(-1)!} ms)\n`,
    );
    expect(app.problems).toStrictEqual([]);
    await app.close();

    const own = (await lab('digest', NAME, '--data-dir', dataFolder)).trim();
    const elsewhere = temporaryFolder();
    const spec = join(elsewhere, 'spec.json');
    writeFileSync(spec, await lab('spec', NAME, '--data-dir', dataFolder));
    await lab('run', spec, '--json', '--data-dir', elsewhere);
    expect((await lab('digest', NAME, '--data-dir', elsewhere)).trim()).toBe(own);
  });
});
