import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';
import type { Scenario } from './scenarios';

describeInWindow('Theory → Spectrum', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function open(scenario: Scenario, experiment: string | null): Promise<Page> {
    const page = await workbench.open(scenario);
    await page.getByRole('heading', { name: scenario === 'empty' ? 'Cost' : 'Library' }).waitFor();
    await page.keyboard.press('Control+5');
    if (experiment !== null) {
      await page.getByRole('combobox', { name: 'Of' }).click();
      await page.getByRole('option', { name: experiment }).first().click();
    }
    await page.getByRole('button', { name: 'Spectrum', exact: true }).click();
    return page;
  }

  test('says what it is for while no experiment is chosen', async () => {
    const page = await open('empty', null);
    await page.getByRole('heading', { name: 'The spectrum of a run' }).waitFor();
  });

  test('follows a run and shows its spectrum at any moment', async () => {
    const page = await open('paper', 'figure-1-trajectories');
    await page.getByLabel('Learning rate').selectOption({ label: '0.1' });
    const edge = page.getByRole('region', { name: 'Edge of stability' });
    await edge.getByRole('heading', { name: 'At the edge of stability' }).waitFor();
    await edge.getByText('between 24 and 25').waitFor();
    const numbers = page.getByRole('region', { name: 'The spectrum in numbers' });
    await numbers.getByRole('heading', { name: 'At step 200' }).waitFor();
    await page.getByRole('img', { name: /Histogram of the spectrum/ }).waitFor();
    await page.getByRole('img', { name: /Eigenvalues by size/ }).waitFor();

    await page.getByRole('button', { name: 'First above 2/η' }).click();
    await numbers.getByRole('heading', { name: 'At step 25' }).waitFor();
    await page.getByRole('button', { name: 'Initial' }).click();
    await numbers.getByRole('heading', { name: 'At step 0' }).waitFor();
    await numbers.getByText('2.699').waitFor();
    const slider = page.getByRole('slider', { name: 'Step' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await numbers.getByRole('heading', { name: 'At step 1', exact: true }).waitFor();

    const eigenvectors = page.getByRole('region', { name: 'Eigenvectors' });
    expect(await eigenvectors.getByRole('row').count()).toBe(12);
    const ranks = page.getByRole('region', { name: 'Effective rank of each layer' });
    await ranks.getByRole('rowheader', { name: 'stable rank' }).waitFor();
  });

  test('goes to the next run from the keyboard, and below the edge says so', async () => {
    const page = await open('paper', 'figure-1-trajectories');
    await page.getByLabel('Learning rate').selectOption({ label: '0.1' });
    const edge = page.getByRole('region', { name: 'Edge of stability' });
    await edge.getByRole('heading', { name: 'At the edge of stability' }).waitFor();
    await page.keyboard.press('Shift+ArrowLeft');
    await edge.getByRole('heading', { name: /Below the edge/ }).waitFor();
    await edge.getByText('never', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'First above 2/η' }).isDisabled()).toBe(true);
  });

  test('has no tangent kernel and no direction of Theorem 2 for GELU networks', async () => {
    const page = await open('gelu', null);
    await page.getByRole('combobox', { name: 'Of' }).click();
    await page
      .getByRole('option', { name: /figure-7/ })
      .first()
      .click();
    const numbers = page.getByRole('region', { name: 'The spectrum in numbers' });
    await numbers.getByText('Frobenius norm').waitFor();
    expect(await numbers.getByText('Theorem 2').count()).toBe(0);
  });
});
