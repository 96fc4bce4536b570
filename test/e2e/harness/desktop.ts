import { _electron, type ElectronApplication } from 'playwright';
import { inject } from 'vitest';
import { APP_FOLDER, problemsOf, type AppOptions, type AppUnderTest } from './app-under-test';
import type {} from './prepared';

export interface DesktopUnderTest extends AppUnderTest {
  readonly host: 'desktop';
  /** Electron's main process. */
  readonly electron: ElectronApplication;
}

/** Starts the program as `npm start` does where there is a screen. */
export async function startDesktop({ dataFolder, size, colorScheme }: AppOptions): Promise<DesktopUnderTest> {
  const runtime = inject('electron');
  if (runtime === null) throw new Error('there is no Electron');
  const electron = await _electron.launch({
    executablePath: runtime.binary,
    args: [...runtime.arguments, APP_FOLDER, '--data-dir', dataFolder],
    env: { ...environment(), DISPLAY: runtime.display },
    colorScheme: colorScheme ?? 'light',
  });
  let errors = '';
  electron.process().stderr?.on('data', (text: Buffer) => (errors += text.toString()));
  const page = await electron.firstWindow();
  await page.waitForLoadState();
  const problems = problemsOf(page);
  if (size !== undefined) {
    const window = await electron.browserWindow(page);
    await window.evaluate((native: { setContentSize(w: number, h: number): void }, { width, height }) => {
      native.setContentSize(width, height);
    }, size);
  }
  return {
    host: 'desktop',
    electron,
    page,
    pid: electron.process().pid!,
    problems,
    said: () => errors,
    close: () => electron.close(),
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
