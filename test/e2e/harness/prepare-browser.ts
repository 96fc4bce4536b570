import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import buildBundle from '../../global-setup';
import { lacking } from './prepared';

/** Brings the program up to date and finds a Chromium: the one that CHROMIUM_PATH names, or that of a package. */
export default async function prepare(project: TestProject): Promise<void> {
  if (!process.env.WORKBENCH_APP) buildBundle();
  project.provide('missing', null);
  project.provide('electron', null);
  project.provide('chromium', null);
  try {
    project.provide('chromium', await findChromium());
  } catch (error) {
    lacking(project, 'test:browser', `there is no Chromium (${(error as Error).message.split('\n')[0]!})`);
  }
}

async function findChromium(): Promise<string> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined) {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROMIUM_PATH is ${asked}, where nothing is`);
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('set CHROMIUM_PATH; the packaged one is for Linux on x64');
  }
  // The package unpacks its browser into the folder for temporary files; a cache keeps it.
  const cache = join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'sharpness-workbench',
    'chromium-153',
  );
  mkdirSync(cache, { recursive: true });
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = cache;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
  }
}
