import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Recipe } from '@shared/drawing/recipe';
import { temporaryFolder } from '../builders/temporary-folder';
import { keepScreenshot } from './harness/app-under-test';
import { savedFile } from './harness/downloads';
import { lab } from './harness/lab';
import { measureIn, tasksText } from './harness/measure';
import { openView, until } from './harness/person';
import { describeInWindow, startApp } from './harness/start-app';

describeInWindow('the paper’s figures', () => {
  test('are computed, drawn, held against its claims, exported, and found again from a file', async () => {
    const dataFolder = temporaryFolder();
    const app = await startApp({ dataFolder });
    const { page, host } = app;
    await openView(page, 'Figures');
    const section = page.getByRole('region', { name: /^Figure 1:/ });
    await section.getByRole('button', { name: 'Reproduce' }).click();
    await until('the claims about figure 1 to be judged', async () =>
      /9 of 9/.test(await page.getByRole('main').innerText()),
    );
    const isThere = async (): Promise<boolean> =>
      /figure-1-trajectories\s+2 runs/.test(await section.innerText());
    await until('its last experiment to be shown as finished', isThere);
    await keepScreenshot(app, 'figures');

    const measured = await measureIn(page);
    await section
      .getByRole('button', { name: /^Export/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img').first().waitFor();
    await keepScreenshot(app, 'export');
    const pdf = await savedFile(app, 'figure-1.pdf', () =>
      dialog.getByRole('button', { name: 'Export', exact: true }).click(),
    );
    process.stdout.write(`${host}: ${tasksText(await measured())} while a figure was exported\n`);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');

    const file = join(temporaryFolder(), 'figure-1.pdf');
    writeFileSync(file, pdf);
    const recipe = JSON.parse(await lab('recipe', file, '--json')) as Recipe;
    expect(recipe.experiments.map(({ name }) => name)).toEqual(['figure-3', 'figure-1-trajectories']);
    expect(recipe.experiments[0]!.digest).toBe(
      (await lab('digest', 'figure-3', '--data-dir', dataFolder)).trim(),
    );
    const again = join(temporaryFolder(), 'again');
    await lab('figure', '1', '--format', 'pdf', '--out', again, '--data-dir', dataFolder);
    expect(await lab('recipe', join(again, 'figure-1.pdf'), '--json')).toBe(
      await lab('recipe', file, '--json'),
    );
    expect(app.problems).toStrictEqual([]);
    await app.close();
  });
});
