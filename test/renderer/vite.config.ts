import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/** Serves the renderer on a fake connection: npx vite --config test/renderer/vite.config.ts, then /test/renderer/. */
export default defineConfig({
  root,
  plugins: [vue()],
  resolve: { alias: { '@shared': resolve(root, 'src-shared') } },
  cacheDir: resolve(root, 'node_modules/.vite-renderer'),
  // Found only when a view is first opened, a package would make the page reload under a test.
  optimizeDeps: { entries: ['src-renderer/**/*.{ts,vue}', 'src-shared/**/*.ts', 'test/renderer/**/*.ts'] },
});
