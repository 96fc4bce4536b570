import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('the theory of one run', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function openRun(page: Page): Promise<void> {
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+5');
    await page.getByRole('navigation', { name: 'Pages of Theory' }).getByText('Run', { exact: true }).click();
  }

  test('begins with a run that converged: figures, and what it says to each statement', async () => {
    const page = await workbench.open('one');
    await openRun(page);
    const figures = page.getByRole('region', { name: 'Figures of the run' });
    const risk = figures.getByRole('article', { name: 'Excess risk and its rate' });
    await risk.getByRole('img', { name: /^Excess risk and its rate, η = / }).waitFor();
    await page.getByText('All 400 steps were taken.').waitFor();
    expect(await page.getByRole('combobox', { name: 'Repetition' }).innerText()).toContain('converged');

    // Both sides in the inspector.
    await risk.getByRole('button', { name: /^Polyak/ }).click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText('Hypothesis', { exact: true }).waitFor();
    await inspector.getByText('the dynamics is gradient flow').waitFor();
    await inspector.getByText('Slack', { exact: true }).waitFor();
  });

  test('goes from run to run by keyboard, and to gradient flow', async () => {
    const page = await workbench.open('one');
    await openRun(page);
    const repetition = page.getByRole('combobox', { name: 'Repetition' });
    await page.getByText('All 400 steps were taken.').waitFor();
    const before = await repetition.inputValue();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => repetition.inputValue()).not.toBe(before);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => repetition.inputValue()).toBe(before);
    await page.getByText('Gradient flow', { exact: true }).click();
    await page.getByText(/^The flow was followed until its excess risk was/).waitFor();
  });

  test('is a press away from the run in Results', async () => {
    const page = await workbench.open('one');
    await openRun(page);
    await page.getByText('All 400 steps were taken.').waitFor();
    await page.getByRole('button', { name: 'Open in Results' }).click();
    await page.getByRole('heading', { level: 1, name: 'Results' }).waitFor();
    await page.getByRole('button', { name: 'Theory of this run' }).click();
    await page.getByText('All 400 steps were taken.').waitFor();
  });

  test('has the hypotheses of Section 4 for a start that meets them, and exports what is shown', async () => {
    const page = await workbench.open('theory');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.getByText('small start', { exact: true }).first().click();
    await openRun(page);
    await page.getByText('Gradient flow', { exact: true }).click();
    const lemma = page.getByRole('article', { name: 'Rank one, balanced, aligned' });
    await expect
      .poll(() => lemma.getByRole('list', { name: 'Verdicts' }).innerText())
      .toMatch(/(conclusion holds; hypothesis holds[^]*){3}/);
    await lemma.scrollIntoViewIfNeeded();
    await lemma.getByRole('button', { name: /^Export/ }).click();
    const dialog = page.getByRole('dialog');
    const words = dialog.getByRole('region', { name: 'Words to go with it' });
    await words.getByText(/^Rank one, balanced, aligned, gradient flow, .* Lemma 2: \(i\)/).waitFor();
  });

  test('says that no statement is about networks with GELU', async () => {
    const page = await workbench.open('gelu');
    await openRun(page);
    await page.getByText('No statement is about these networks').waitFor();
  });
});
