import { expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { keepScreenshot, type AppUnderTest } from './harness/app-under-test';
import { lab } from './harness/lab';
import { measureIn, tasksText } from './harness/measure';
import { button, emptyCells, logged, openView, press, tableOf, until } from './harness/person';
import { describeInWindow, startApp } from './harness/start-app';

describeInWindow('a newcomer’s whole job', () => {
  test('runs the ready preset, sees its heatmap and results, and finds them again', async () => {
    const dataFolder = temporaryFolder();
    const began = performance.now();
    let app: AppUnderTest = await startApp({ dataFolder });
    const { page, host } = app;
    await button(page, 'Run').waitFor();
    const ready = performance.now() - began;
    const measured = await measureIn(page);

    const pressed = performance.now();
    await press(page, 'Run');
    await until('the experiment to finish', () => logged(page, 'Finished "quick"'));
    const finished = performance.now() - pressed;
    await page.getByRole('heading', { name: '“quick” is finished' }).waitFor();
    await until('the heatmap to be full', async () => (await emptyCells(page)) === 0);
    await keepScreenshot(app, 'monitor');
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    );
    process.stdout.write(
      `${host}: ready to press Run after ${ready.toFixed(0)} ms (page's first paint ${paint.toFixed(0)} ms after its ` +
        `start); quick finished ${finished.toFixed(0)} ms after that; ${tasksText(await measured())} while it ran\n`,
    );

    await press(page, 'Open its results');
    const before = await tableOf(page);
    await keepScreenshot(app, 'table');
    expect(before).toContain('0.005');
    expect(app.problems).toStrictEqual([]);
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
    expect(app.problems).toStrictEqual([]);
    await app.close();
  });
});
