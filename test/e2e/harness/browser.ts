import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright';
import { inject } from 'vitest';
import { APP_FOLDER, problemsOf, type AppOptions, type AppUnderTest } from './app-under-test';
import type {} from './prepared';

/** The browser host as a process of its own. */
export interface BrowserHost {
  readonly address: string;
  readonly pid: number;
  readonly said: () => string;
  stop(): Promise<void>;
}

const START_MS = 30_000;

export async function startBrowserHost(dataFolder: string): Promise<BrowserHost> {
  const child = spawn(
    process.execPath,
    [join(APP_FOLDER, 'out/main/browser.cjs'), '--data-dir', dataFolder],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    const late = setTimeout(() => reject(new Error(`The browser host does not start: ${errors}`)), START_MS);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!output.includes('\n')) return;
      clearTimeout(late);
      resolve(output.split('\n')[0]!);
    });
    child.on('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The browser host ended with ${String(code)}: ${errors}`));
    });
  });
  return {
    address,
    pid: child.pid!,
    said: () => errors,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

export async function launchChromium(): Promise<Browser> {
  const executablePath = inject('chromium');
  if (executablePath === null) throw new Error('there is no Chromium');
  return chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--font-render-hinting=none'],
  });
}

/** Starts the program as `npm start -- --browser` does, and opens its address in a browser. */
export async function startInBrowser({ dataFolder, size, colorScheme }: AppOptions): Promise<AppUnderTest> {
  const host = await startBrowserHost(dataFolder);
  const browser = await launchChromium();
  const context = await browser.newContext({
    viewport: size ?? { width: 1280, height: 800 },
    colorScheme: colorScheme ?? 'light',
  });
  const page = await context.newPage();
  const problems = problemsOf(page);
  await page.goto(host.address);
  return {
    host: 'browser',
    page,
    pid: host.pid,
    problems,
    said: host.said,
    close: async () => {
      await browser.close();
      await host.stop();
    },
  };
}
