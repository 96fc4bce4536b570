import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright';
import { createServer, type ViteDevServer } from 'vite';
import { launchChromium } from '../e2e/harness/browser';
import type { Scenario } from './scenarios';

/** The renderer in a real browser, on a fake connection. */
export interface Workbench {
  /** A fresh window on what a scenario finds. Whatever the page complains of ends in `problems`. */
  readonly open: (scenario: Scenario, options?: PageOptions) => Promise<Page>;
  readonly problems: string[];
  readonly close: () => Promise<void>;
}

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

export async function serveWorkbench(): Promise<Workbench> {
  const server: ViteDevServer = await createServer({
    configFile: resolve(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'error',
    // A page under test is not loaded again because a file was saved meanwhile.
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const browser: Browser = await launchChromium();
  const problems: string[] = [];
  const address = server.resolvedUrls?.local[0];
  return {
    problems,
    open: async (scenario, { width = 1280, height = 800, dark = false } = {}) => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? 'dark' : 'light',
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(message.text());
      });
      await page.goto(`${address!}test/renderer/?scenario=${scenario}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
