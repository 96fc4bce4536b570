import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Locator, Page } from 'playwright';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('the tour', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  const panel = (page: Page): Locator => page.getByRole('dialog', { name: /^Tour, step/ });
  const pointedAt = (page: Page): Promise<string | null> =>
    page.evaluate(() => document.querySelector('[data-pointed-at]')?.textContent.trim() ?? null);
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => document.activeElement!.textContent.trim() || document.activeElement!.tagName);
  const calls = (page: Page, method: string): Promise<number> =>
    page.evaluate(
      (name) =>
        (globalThis as unknown as { calls: readonly [string][] }).calls.filter(([called]) => called === name)
          .length,
      method,
    );
  /** Presses Enter on the panel's button as soon as it can be pressed; nothing but the keyboard moves the focus. */
  async function enter(page: Page): Promise<void> {
    await panel(page).locator('[data-kind="primary"]:not([aria-disabled])').waitFor();
    await page.keyboard.press('Enter');
  }
  const STOPS = [
    ['Watch it run', 'Monitor'],
    ['Where runs diverge', 'Results'],
    ['Theory beside measurement', 'Theory'],
    ['Nothing is lost', 'Library'],
    ['From the window to the paper', 'Results'],
  ] as const;
  async function takeTo(page: Page, last: (typeof STOPS)[number][0], visit = async () => {}): Promise<void> {
    await panel(page).getByRole('heading', { name: 'Design an experiment' }).waitFor();
    await visit();
    for (const [title, view] of STOPS) {
      await enter(page);
      await panel(page).getByRole('heading', { name: title }).waitFor();
      await page.getByRole('heading', { level: 1, name: view, exact: true }).waitFor();
      await expect.poll(() => pointedAt(page), { message: title, timeout: 15_000 }).not.toBeNull();
      await visit();
      if (title === last) return;
    }
  }

  test('is offered once to a newcomer, and goes with the keyboard alone from the offer to a figure', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: /^Take the tour/ }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^Take the tour/);
    await page.keyboard.press('Enter');
    await panel(page).waitFor();
    await expect.poll(() => pointedAt(page), { timeout: 15_000 }).toBe('Run');
    await takeTo(page, 'From the window to the paper');
    expect(await pointedAt(page)).toBe('Export…');
    await enter(page);
    await panel(page).waitFor({ state: 'detached' });
    expect(await pointedAt(page)).toBeNull();
    // The offer is gone; the last thing that was pointed at is at hand.
    await expect.poll(() => focused(page)).toBe('Export…');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await page.getByRole('button', { name: /^Take the tour/ }).count()).toBe(0);
  });

  test('goes on when what it points at is used, and ends when a figure is on its way to paper', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: /^Take the tour/ }).click();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await panel(page).getByRole('heading', { name: 'Watch it run' }).waitFor();
    await panel(page).getByRole('button', { name: 'Back' }).click();
    await takeTo(page, 'From the window to the paper');
    await page.getByRole('button', { name: 'Numbers' }).first().click();
    await page.getByRole('button', { name: 'Chart', exact: true }).first().click();
    await page.locator('[data-pointed-at]').click();
    await page.getByRole('dialog', { name: /^Export/ }).waitFor();
    await panel(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: /^Export/ }).waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Export…');
  });

  test('covers neither what it points at nor the costs and the course, in small and large windows', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: /^Take the tour/ }).click();
    await takeTo(page, 'From the window to the paper', async () => {
      // The course of a chosen cell is below its heatmap, which is scrolled away for it.
      const cells = page.getByRole('region', { name: 'Monitor' }).getByRole('application');
      if ((await cells.count()) > 0) {
        await cells.focus();
        await page.keyboard.press('Enter');
        await page.getByText('Computed again from its spec').waitFor();
        await panel(page).locator('[data-kind="primary"]').focus();
      }
      for (const size of [
        { width: 2560, height: 1440 },
        { width: 1280, height: 800 },
      ]) {
        await page.setViewportSize(size);
        await expect
          .poll(() =>
            page.evaluate(() => {
              const tour = document.querySelector('.tour-panel')!.getBoundingClientRect();
              const main = document.querySelector('main')!.getBoundingClientRect();
              const pointed = document.querySelector('[data-pointed-at]');
              if (pointed === null) return 'nothing is pointed at';
              const { left, right } = pointed.getBoundingClientRect();
              const line = pointed.getAttribute('data-pointed-at') === 'inside' ? 0 : 4;
              return {
                besideTheWork: tour.left >= main.right,
                whole: tour.top >= 0 && tour.right <= window.innerWidth && tour.bottom <= window.innerHeight,
                lineInside: left - line >= main.left && right + line <= main.right,
              };
            }),
          )
          .toStrictEqual({ besideTheWork: true, whole: true, lineInside: true });
      }
    });
  });

  test('taken again, computes nothing that is there', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: /^Take the tour/ }).click();
    await takeTo(page, 'Where runs diverge');
    await page.keyboard.press('Escape');
    expect(await calls(page, 'startExperiment')).toBe(1);
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find' }).waitFor();
    await page.keyboard.type('take the tour');
    await page.keyboard.press('Enter');
    await panel(page).getByText('it is in the archive already').waitFor();
    await panel(page).getByRole('button', { name: 'How it ran' }).waitFor();
    await takeTo(page, 'Where runs diverge');
    expect(await calls(page, 'startExperiment')).toBe(1);
    // A symbol in a sentence is set as one.
    expect(await panel(page).locator('sub').textContent()).toBe('min');
  });

  test('ends with Escape, can be declined, and is had again from the palette; dialogs open over it', async () => {
    const page = await workbench.open('empty');
    await page.getByRole('button', { name: 'No, thanks' }).click();
    await page.getByRole('button', { name: /^Take the tour/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find' }).waitFor();
    await page.keyboard.type('take the tour');
    await page.keyboard.press('Enter');
    await panel(page).waitFor();
    // The palette has given the focus back, and the tour has it.
    await expect.poll(() => focused(page)).toBe('Run it');
    // Shortcuts go on working beside it, and a dialog opens over it.
    await page.keyboard.press('Control+5');
    await page.getByRole('heading', { level: 1, name: 'Theory', exact: true }).waitFor();
    await page.keyboard.press('Control+,');
    await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
    expect(
      await panel(page).evaluate((element) => {
        const { left, top } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + 20, top + 20));
      }),
    ).toBe(false);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Preferences' }).waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('Run it');
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
    // Neither what had the focus nor what was pointed at is there any more.
    await expect.poll(() => focused(page)).toBe('Theory');
  });

  test('is not offered where there are experiments', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    expect(await page.getByRole('button', { name: /^Take the tour/ }).count()).toBe(0);
  });
});
