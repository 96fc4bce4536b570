import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

const source = (path: string): string => resolve(import.meta.dirname, path);

/** Every entry that runs in Node: bundled whole, except the native addon, as CommonJS for old and new Electron alike. */
export default defineConfig({
  main: {
    resolve: { alias: { '@shared': source('src-shared') } },
    build: {
      target: 'node18',
      externalizeDeps: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: {
          lab: source('src-main/hosts/cli/main.ts'),
          engine: source('src-main/engine/main.ts'),
          'store-check': source('src-main/store/check-worker.ts'),
          bench: source('src-main/hosts/cli/bench.ts'),
        },
        external: ['better-sqlite3'],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunk-[name]-[hash].cjs',
        },
      },
    },
  },
});
