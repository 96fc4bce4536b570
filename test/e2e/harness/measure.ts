import type { Page } from 'playwright';

interface Seen {
  tasks: { longest: number; counted: number };
  delays: number[];
  pause: { clickedAt: number; movedAt: number };
}
type Measuring = typeof globalThis & { seen?: Seen };

/** What is measured in a page, from `measureIn` on. All times in milliseconds. */
export interface Measured {
  /** Tasks of the renderer that took over 50 ms. */
  readonly tasks: { readonly longest: number; readonly counted: number };
  /** From the moment when the application has results to the frame that shows them, ascending. */
  readonly delays: readonly number[];
  /** From the click on Pause to the last time that the progress moved before Resume was pressed. */
  readonly pause: number;
}

/** Begins to measure in a page; returns how to read what was measured so far. */
export async function measureIn(page: Page): Promise<() => Promise<Measured>> {
  await page.evaluate(() => {
    const seen: Seen = {
      tasks: { longest: 0, counted: 0 },
      delays: [],
      pause: { clickedAt: NaN, movedAt: NaN },
    };
    (globalThis as Measuring).seen = seen;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        seen.tasks.longest = Math.max(seen.tasks.longest, duration);
        seen.tasks.counted += 1;
      }
    }).observe({ entryTypes: ['longtask'] });

    const bar = document.querySelector<HTMLElement>('footer')!;
    let before = 0;
    let paused = false;
    new MutationObserver((changes) => {
      const at = Number(bar.dataset['lastResultAt'] ?? 0);
      if (at !== before && at > 0)
        // The frame after the change is the one that shows it.
        requestAnimationFrame(() => requestAnimationFrame(() => seen.delays.push(Date.now() - at)));
      before = at;
      if (paused && changes.some(({ attributeName }) => attributeName === 'style'))
        seen.pause.movedAt = performance.now();
    }).observe(bar, { subtree: true, attributeFilter: ['data-last-result-at', 'style'] });

    document.addEventListener(
      'click',
      ({ target }) => {
        const pressed = (target as Element).closest('button')?.textContent.trim();
        if (pressed === 'Pause') {
          seen.pause.clickedAt = performance.now();
          seen.pause.movedAt = seen.pause.clickedAt;
        }
        if (pressed === 'Pause' || pressed === 'Resume') paused = pressed === 'Pause';
      },
      { capture: true },
    );
  });
  return async () => {
    const { tasks, delays, pause } = await page.evaluate(() => (globalThis as Measuring).seen!);
    return { tasks, delays: delays.sort((a, b) => a - b), pause: pause.movedAt - pause.clickedAt };
  };
}

export function tasksText({ tasks: { counted, longest } }: Measured): string {
  return `${counted} renderer tasks over 50 ms${counted > 0 ? `, the longest ${longest.toFixed(0)} ms` : ''}`;
}
