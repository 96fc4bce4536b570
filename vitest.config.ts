import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@shared': resolve(import.meta.dirname, 'src-shared') } },
  test: {
    include: ['test/**/*.test.ts'],
    // These need a window: vitest.e2e.config.ts.
    exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/**/*.{browser,desktop,window}.test.ts'],
    globalSetup: ['./test/global-setup.ts'],
    reporters: ['default', './test/reporters/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
