import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../builders/temporary-folder';
import type { AppUnderTest } from './app-under-test';
import type { DesktopUnderTest } from './desktop';
import { until } from './person';

/** Does something that saves a file, and gives its bytes. In the desktop program the dialog is answered with "Save". */
export async function savedFile(app: AppUnderTest, name: string, act: () => Promise<void>): Promise<Buffer> {
  const path = join(temporaryFolder(), name);
  if (app.host === 'browser') {
    const [download] = await Promise.all([app.page.waitForEvent('download'), act()]);
    await download.saveAs(path);
  } else {
    await (app as DesktopUnderTest).electron.evaluate(({ session }, target) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(target));
    }, path);
    await act();
    await until(`${name} to be saved`, async () => existsSync(path) && readFileSync(path).length > 0);
  }
  return readFileSync(path);
}
