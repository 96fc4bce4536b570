import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';

const source = (path: string): string => resolve(import.meta.dirname, path);

const alias = { '@shared': source('src-shared') };

/** Packages that load files of their own beside them: an addon, WebAssembly, tables of fonts. */
const OUTSIDE_THE_BUNDLE = ['better-sqlite3', 'canvaskit-wasm', 'fontkit', 'pdfkit', 'subset-font'];

/**
 * One tree, three bundles. Everything that runs in Node is bundled whole, except those packages and Electron, as
 * CommonJS; entries lie beside each other, so that `__dirname` finds them. The renderer serves both hosts with a window.
 */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: 'node18',
      externalizeDeps: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: {
          electron: source('src-main/hosts/electron/main.ts'),
          browser: source('src-main/hosts/browser/main.ts'),
          background: source('src-main/hosts/node/background-worker.ts'),
          deed: source('src-main/hosts/node/deed-worker.ts'),
          lab: source('src-main/hosts/cli/main.ts'),
          engine: source('src-main/engine/main.ts'),
          judge: source('src-main/hosts/cli/judge-worker.ts'),
          'store-care': source('src-main/store/care-worker.ts'),
          'store-check': source('src-main/store/check-worker.ts'),
          bench: source('src-main/hosts/bench/main.ts'),
          gallery: source('src-main/hosts/gallery/main.ts'),
        },
        external: [...OUTSIDE_THE_BUNDLE, 'electron'],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunk-[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node18',
      externalizeDeps: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: { preload: source('src-main/hosts/electron/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: source('src-renderer'),
    resolve: { alias },
    plugins: [vue()],
    build: {
      target: 'chrome114',
      // A page that is half as long is there a tenth of a second earlier.
      minify: true,
      chunkSizeWarningLimit: 1500,
      outDir: source('out/renderer'),
      // Inlined data: URLs would need a laxer content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: source('src-renderer/index.html'),
        output: { comments: { legal: true } },
      },
    },
  },
});
