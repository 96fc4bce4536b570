/** Type-checks each layer with its own configuration, so that no layer sees another's globals. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const layers = [
  ['shared', 'typescript/bin/tsc'],
  ['main', 'typescript/bin/tsc'],
  ['renderer', 'vue-tsc/bin/vue-tsc.js'],
  ['test', 'typescript/bin/tsc'],
  ['e2e', 'typescript/bin/tsc'],
];
let failed = false;
for (const [layer, compiler] of layers) {
  const { status } = spawnSync(
    process.execPath,
    [require.resolve(compiler), '--project', `tsconfig.${layer}.json`],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
