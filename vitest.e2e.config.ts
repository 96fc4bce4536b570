import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

/**
 * The built program in a real window: `npm run test:browser` and `npm run test:desktop`. What is in test/e2e or named
 * *.window.test.ts runs in both hosts; *.browser.test.ts and *.desktop.test.ts run in theirs.
 */
const shared = {
  resolve: { alias: { '@shared': resolve(import.meta.dirname, 'src-shared') } },
};

const project = (name: 'browser' | 'desktop', other: string) => ({
  ...shared,
  test: {
    name,
    include: ['test/e2e/**/*.test.ts', `test/**/*.{window,${name}}.test.ts`],
    exclude: [...configDefaults.exclude, `test/**/*.${other}.test.ts`],
    env: { WORKBENCH_HOST: name },
    globalSetup: [`./test/e2e/harness/prepare-${name}.ts`],
    // A window and its engine use the machine fully.
    fileParallelism: false,
    // A real window on a busy machine may be late once: what fails twice is broken.
    retry: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  ...shared,
  test: {
    reporters: ['default', './test/reporters/closing-line.ts'],
    projects: [project('browser', 'desktop'), project('desktop', 'browser')],
  },
});
