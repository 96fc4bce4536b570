import { describe, inject } from 'vitest';
import type { AppOptions, AppUnderTest } from './app-under-test';
import type {} from './prepared';
import { startInBrowser } from './browser';
import { startDesktop } from './desktop';

/** Starts the program in the host that this run of the tests is about. */
export function startApp(options: AppOptions): Promise<AppUnderTest> {
  return process.env['WORKBENCH_HOST'] === 'desktop' ? startDesktop(options) : startInBrowser(options);
}

/** Tests that need a window: left out where none can be had, which was said when they were prepared. */
export function describeInWindow(name: string, tests: () => void): void {
  describe.skipIf(inject('missing') !== null)(name, tests);
}
