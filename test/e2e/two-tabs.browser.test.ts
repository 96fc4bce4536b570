import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import type { AppUnderTest } from './harness/app-under-test';
import { startInBrowser } from './harness/browser';
import { openView, press } from './harness/person';
import { describeInWindow } from './harness/start-app';

describeInWindow('two tabs', () => {
  let app: AppUnderTest;
  beforeEach(async () => {
    app = await startInBrowser({ dataFolder: temporaryFolder() });
    await app.page.getByRole('heading', { name: 'Design', exact: true }).waitFor();
  });
  afterEach(() => app.close());

  test('the palette opens the same workbench in another tab, which sees the same experiment live', async () => {
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('textbox', { name: 'Find' }).waitFor();
    await app.page.keyboard.type('another tab');
    const opened = app.page.context().waitForEvent('page');
    await app.page.keyboard.press('Enter');
    const second = await opened;
    await second.getByRole('heading', { name: 'Design', exact: true }).waitFor();
    await openView(second, 'Monitor');
    await press(app.page, 'Run');
    await second.getByRole('application', { name: /heatmap/ }).waitFor();
    await second.close();
    await openView(app.page, 'Library');
    await app.page.getByRole('grid', { name: 'Experiments' }).getByText('quick').first().waitFor();
    expect(app.problems).toStrictEqual([]);
  });
});
