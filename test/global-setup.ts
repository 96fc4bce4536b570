import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The command line's tests run the bundle: brings it up to date, which takes no time where it is. */
export default function buildBundle(): void {
  const setup = resolve(import.meta.dirname, '../build/setup.mjs');
  const { status } = spawnSync(process.execPath, [setup, '--build'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('The program could not be built; see above.');
}
