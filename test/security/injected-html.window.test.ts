import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import { APP_FOLDER } from '../e2e/harness/app-under-test';
import { expectInert, HOSTILE_TEXTS } from '../e2e/harness/injected-html';
import { describeInWindow, startApp } from '../e2e/harness/start-app';

const lab = (...words: string[]): string =>
  execFileSync(process.execPath, [join(APP_FOLDER, 'out/main/lab.cjs'), ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

describeInWindow('markup in names and notes', () => {
  test('stands in the library as text', async () => {
    const dataFolder = temporaryFolder();
    const file = join(dataFolder, 'spec.json');
    const spec = JSON.parse(lab('spec', 'quick')) as { grid: { training: object[] } };
    const training = spec.grid.training.map((row) => ({ ...row, steps: 1, repetitions: 1 }));
    for (const [i, text] of HOSTILE_TEXTS.entries()) {
      const named = { ...spec, name: text, seed: i, grid: { ...spec.grid, training } };
      writeFileSync(file, JSON.stringify(named));
      lab('run', file, '--data-dir', dataFolder);
      lab('annotate', text, '--data-dir', dataFolder, '--notes', text, '--tag', 'tag');
    }
    const app = await startApp({ dataFolder });
    try {
      await app.page.getByRole('navigation').getByRole('button', { name: 'Library' }).click();
      for (const text of HOSTILE_TEXTS) {
        // In the list, and in the inspector once it is chosen, notes and all.
        await app.page.getByText(text, { exact: true }).first().click();
        await expect.poll(() => app.page.getByText(text, { exact: true }).count()).toBeGreaterThan(1);
      }
      await expectInert(app.page);
      expect(app.problems).toStrictEqual([]);
    } finally {
      await app.close();
    }
  });
});
