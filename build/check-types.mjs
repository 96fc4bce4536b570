/** Type-checks each layer with its own configuration, so that no layer sees another's globals. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
let failed = false;
for (const layer of ['shared', 'main', 'test']) {
  const { status } = spawnSync(process.execPath, [compiler, '--project', `tsconfig.${layer}.json`], {
    stdio: 'inherit',
  });
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
