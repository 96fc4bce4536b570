import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('Theory without an experiment', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function open(tab: string): ReturnType<Workbench['open']> {
    const page = await workbench.open('empty');
    await page.getByRole('heading', { name: 'Cost' }).waitFor();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: tab, exact: true }).click();
    return page;
  }

  test('draws residual products and holds Lemma 3 against them', async () => {
    const page = await open('Residual products');
    const facts = page.getByRole('region', { name: 'Lemma 3 at the chosen u' });
    await facts.getByRole('heading', { name: /of 1000 draws fail/ }).waitFor();
    const form = page.getByRole('region', { name: 'What is drawn' });
    await form.getByLabel('Draws').fill('100');
    await form.getByLabel('Width').fill('4');
    await form.getByLabel('Width').press('Enter');
    await facts.getByRole('heading', { name: /of 100 draws fail/ }).waitFor();
    await form.getByLabel('Width').fill('400');
    await form.getByText('It must be an integer from 1 to 64.').waitFor();
    expect(await form.getByRole('button', { name: 'Draw' }).isDisabled()).toBe(true);
  });

  test('follows a multivariate flow from saddle to saddle', async () => {
    const page = await open('Multivariate');
    const facts = page.getByRole('region', { name: 'What was measured' });
    await facts.getByRole('heading', { name: 'Plateaus' }).waitFor();
    await page.getByRole('button', { name: 'Residual start' }).click();
    await page.getByRole('button', { name: 'Follow' }).click();
    await facts.getByRole('heading', { name: /Theorem 5/ }).waitFor();
    await facts.getByRole('cell', { name: 'fails' }).first().waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Hidden width' }).fill('3');
    await page.getByRole('alert').getByText('A residual start needs d = m = h').waitFor();
  });
});
