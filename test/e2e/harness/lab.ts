import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { APP_FOLDER } from './app-under-test';

/** Runs the command line; what it answers. */
export async function lab(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(APP_FOLDER, 'out/main/lab.cjs'),
    ...args,
  ]);
  return stdout;
}
