import type { Page } from 'playwright';
import { expect } from 'vitest';

/** Texts that would do something if they were taken for markup. Any of them may stand as a name or in notes. */
export const HOSTILE_TEXTS = [
  '<img src=x onerror="window.injected=1">',
  '<script>window.injected=1</script>',
  '"><svg onload=window.injected=1>',
  "<a href='javascript:window.injected=1'>press</a>",
  '<style>body{display:none}</style>',
  '{{ window.injected = 1 }}',
  '<b data-injected>bold</b>',
] as const;

/** Nothing of HOSTILE_TEXTS became an element or ran. */
export async function expectInert(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: 'injected' in window,
    elements: document.querySelectorAll(
      'img[src="x"], [data-injected], #app script, #app style, a[href^="javascript:"], svg[onload]',
    ).length,
    visible: document.body.checkVisibility(),
  }));
  expect(found).toStrictEqual({ ran: false, elements: 0, visible: true });
}
