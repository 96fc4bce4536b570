import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type PageOptions, type Workbench } from './open-page';

describeInWindow('Critical rate', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function open(scenario: 'empty' | 'one', options: PageOptions = {}): Promise<Page> {
    const page = await workbench.open(scenario, options);
    await page.getByRole('heading', { name: scenario === 'empty' ? 'Cost' : 'Library' }).waitFor();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Critical rate', exact: true }).click();
    return page;
  }

  test('says what is missing where no experiment is chosen', async () => {
    const page = await open('empty');
    await page.getByText('No experiment is chosen').waitFor();
  });

  test('shows how the runs of the grid ended, and says what is wrong with a choice', async () => {
    const page = await open('one');
    await page
      .getByRole('region', { name: 'How runs of the experiment ended' })
      .getByText('2/S')
      .first()
      .waitFor();
    await page.getByLabel('Runs at each rate').fill('1.5');
    await page.getByText('It must be a whole number of at least 1.').waitFor();
    expect(await page.getByRole('button', { name: 'Measure' }).isDisabled()).toBe(true);
  });

  test('measures the critical rate, with progress, and draws it beside 2/S_min', async () => {
    const page = await open('one');
    await page.getByRole('textbox', { name: 'Scales' }).fill('0.25, 0.3666667');
    await page.getByLabel('Runs at each rate').fill('6');
    await page.getByLabel('Steps for each layer').fill('60');
    await page.getByLabel('Excess risk at most').fill('0.001');
    await page.getByRole('button', { name: 'Measure' }).click();
    const measured = page.getByRole('region', { name: 'Critical learning rate, measured' });
    await measured.getByText('at least half of 6 runs').waitFor({ timeout: 60_000 });
    await page
      .getByRole('region', { name: 'How runs ended at the rates' })
      .getByText('A dot a tried')
      .waitFor();
  });

  test('can be cancelled', async () => {
    const page = await open('one');
    await page.getByRole('button', { name: 'Measure' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('status').filter({ hasText: 'runs done' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Measure' }).isEnabled()).toBe(true);
  });
});
