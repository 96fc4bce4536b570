import type { Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('Monitor and the choices beside charts', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function view(key: string, size = {}): Promise<Page> {
    const page = await workbench.open('one', size);
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press(key);
    return page;
  }
  /** Whether all of the text that is chosen can be read. */
  const whole = (choice: Locator): Promise<boolean> =>
    choice.evaluate((box) =>
      [box, ...box.querySelectorAll('*')].every(
        (part) =>
          part instanceof SVGElement || part.scrollWidth <= part.clientWidth || part.clientWidth === 0,
      ),
    );

  test('in a small window, too, what came of an ended experiment stands above its heatmap', async () => {
    const page = await view('Control+3');
    const results = page.getByRole('button', { name: 'Open its results' });
    const chart = page.locator('[data-tour="heatmap"]');
    await chart.waitFor();
    const [button, heatmap] = [(await results.boundingBox())!, (await chart.boundingBox())!];
    expect(button.y + button.height).toBeLessThan(heatmap.y);
    expect(heatmap.y).toBeLessThan(250);
    // Nor does the place of a course take room before there is one.
    const hint = page.getByText('Choose a cell to see the course');
    expect((await hint.boundingBox())!.height).toBeLessThan(120);
    // Once it is chosen, all of it is brought into view.
    await chart.getByRole('application').focus();
    await page.keyboard.press('Enter');
    await hint.waitFor({ state: 'detached' });
    // The inspector has the cell.
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByRole('grid', { name: 'Runs of this cell' }).waitFor();
    await inspector.getByRole('heading', { name: /^Run 1 of \d+ \(repetition 0\)$/ }).waitFor();
    const course = page.locator('.trace');
    await expect
      .poll(() =>
        course.evaluate((panel) => {
          const bounds = panel.closest('.work')!.getBoundingClientRect();
          return panel.getBoundingClientRect().bottom - bounds.bottom;
        }),
      )
      .toBeLessThan(20);
  });

  test('an experiment that lacks runs can be gone on with', async () => {
    const page = await workbench.open('paper');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page
      .getByRole('row', { name: /figure-4/ })
      .first()
      .click();
    await page.keyboard.press('Control+3');
    await page.getByText('70 of 100 runs finished').waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Pause' }).or(page.getByText('is finished')).first().waitFor();
  });

  test('where no run has a gap, Generalisation says what a dot is and what to do', async () => {
    const page = await view('Control+4');
    await page.getByRole('button', { name: 'Generalisation', exact: true }).click();
    const rate = page.getByRole('combobox', { name: 'Learning rate' });
    await rate.click();
    await page.getByRole('option', { name: 'η = 0.02', exact: true }).click();
    await page.getByRole('heading', { name: 'No run at η = 0.02 has a gap to draw' }).waitFor();
    await rate.click();
    await page.getByRole('option', { name: 'η = 0.005, the smallest' }).click();
    await page.getByText('A dot a run at η = 0.005').waitFor();
    await rate.click();
    await page.getByRole('option', { name: 'η = 0.02', exact: true }).click();
    await page.getByRole('button', { name: 'Design another' }).click();
    await page.getByRole('heading', { level: 1, name: 'Design' }).waitFor();
  });

  test.each([
    [1280, 800],
    [2560, 1440],
  ])('every quantity of a heatmap can be read where it is chosen, at %i × %i', async (width, height) => {
    const page = await view('Control+4', { width, height });
    const choice = page.getByRole('combobox', { name: 'Quantity of the heatmap' });
    await choice.waitFor();
    await choice.click();
    const titles = await page.getByRole('option').allInnerTexts();
    expect(titles.length).toBeGreaterThan(8);
    await page.keyboard.press('Escape');
    for (const title of titles) {
      await choice.click();
      await page.getByRole('option', { name: title, exact: true }).click();
      await expect.poll(() => choice.innerText()).toBe(title);
      expect(await whole(choice), title).toBe(true);
      const { x, width: wide } = (await choice.boundingBox())!;
      expect(x + wide).toBeLessThan(width - 280);
    }
  });
});
