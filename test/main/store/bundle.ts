import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');

/** Holds the bundles of one test file, and goes with it. */
const folder = mkdtempSync(join(tmpdir(), 'workbench-bundle-'));
// The native addon is not bundled: it is looked for beside the bundle.
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles a TypeScript entry as the program's own build does, and returns the file to start. */
export async function bundle(entry: string): Promise<string> {
  const outDir = join(folder, basename(entry, '.ts'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'src-shared') } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: resolve(root, entry),
      outDir,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'entry.cjs' } },
    },
  });
  return join(outDir, 'entry.cjs');
}
