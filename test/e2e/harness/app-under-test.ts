import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Page } from 'playwright';

/** The folder with the built program: this one, or another with the same layout. */
export const APP_FOLDER = process.env['WORKBENCH_APP'] ?? resolve(import.meta.dirname, '../../..');

export interface AppOptions {
  /** Goes on with what is there; by default a new, empty folder. The caller removes it. */
  readonly dataFolder: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** The running program and its window. */
export interface AppUnderTest {
  readonly host: 'browser' | 'desktop';
  readonly page: Page;
  /** The process of the host; its children are the engine. */
  readonly pid: number;
  /** What a sound page never has: errors on its console (breaches of its policy are such), uncaught exceptions. */
  readonly problems: readonly string[];
  /** What the program said on its standard error. */
  readonly said: () => string;
  /** Ends it as a person would, and waits until it is gone. */
  close(): Promise<void>;
}

/** Collects a page's problems from now on. */
export function problemsOf(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.stack ?? error.message}`));
  return problems;
}

/** Keeps a picture of the window in test/e2e/artefacts, under the name of the host. */
export async function keepScreenshot({ host, page }: AppUnderTest, name: string): Promise<string> {
  const path = join(import.meta.dirname, '..', 'artefacts', host, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
  return path;
}
