import type { TestProject } from 'vitest/node';

/** A desktop to test on. */
export interface ElectronRuntime {
  readonly binary: string;
  /** What has to stand before the program's folder. */
  readonly arguments: readonly string[];
  readonly display: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no window, in a line; null where there is one. */
    missing: string | null;
    chromium: string | null;
    electron: ElectronRuntime | null;
  }
}

/** Says in one line what is missing; where it must not be, that is an error. */
export function lacking(project: TestProject, suite: string, what: string): void {
  const line = `${suite} cannot run: ${what}`;
  if (process.env['WORKBENCH_E2E_REQUIRED']) throw new Error(line);
  process.stderr.write(`${line}\n`);
  project.provide('missing', what);
}
