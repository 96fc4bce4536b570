import type { Page } from 'playwright';

type Timing = typeof globalThis & { stopwatch?: { startedAt: number; tasks: number[] } };

/**
 * Times what a person waits for, in the page's own clock: from the last key, click or turn of the wheel to the frame
 * that has what was waited for. It has to be set up again after the page is loaded again.
 */
export async function setUpStopwatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const timing = { startedAt: NaN, tasks: [] as number[] };
    (globalThis as Timing).stopwatch = timing;
    for (const kind of ['keydown', 'input', 'pointerdown'])
      document.addEventListener(kind, () => (timing.startedAt = performance.now()), { capture: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) timing.tasks.push(duration);
    }).observe({ entryTypes: ['longtask'] });
  });
}

/**
 * Milliseconds from the last thing that the person did to the frame in which the page has all that the selectors name.
 * What is there already gives the time to the next frame: wait for what the deed brings.
 */
export async function timeToShow(page: Page, act: () => Promise<void>, selector: string): Promise<number> {
  const shown = page.evaluate(
    (awaited) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector(awaited) === null) requestAnimationFrame(look);
          else resolve(performance.now());
        };
        look();
      }),
    selector,
  );
  await act();
  const at = await shown;
  return at - (await page.evaluate(() => (globalThis as Timing).stopwatch!.startedAt));
}

/**
 * Milliseconds from the last thing that the person did until the list that it changes is quiet again (aria-busy), as a
 * frame shows it.
 */
export async function timeToSettle(page: Page, act: () => Promise<void>): Promise<number> {
  const settled = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const list = document.querySelector('[aria-busy]:has([role=grid])')!;
        new MutationObserver((_, observer) => {
          if (list.getAttribute('aria-busy') === 'true') return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.now()));
        }).observe(list, { attributeFilter: ['aria-busy'] });
      }),
  );
  await act();
  const at = await settled;
  return at - (await page.evaluate(() => (globalThis as Timing).stopwatch!.startedAt));
}

/** Milliseconds of each task of the renderer over 50 ms while something is done. */
export async function longTasksDuring(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  const before = await page.evaluate(() => (globalThis as Timing).stopwatch!.tasks.length);
  await act();
  // They are told of a little later.
  await page.waitForTimeout(200);
  return page.evaluate((from) => (globalThis as Timing).stopwatch!.tasks.slice(from), before);
}
