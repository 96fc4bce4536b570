import { resolve } from 'node:path';

/**
 * A path that a user typed, made absolute. npm starts scripts in the project's folder and says in INIT_CWD where it was
 * itself started: that is the folder the user means.
 */
export function userPath(path: string, environment: NodeJS.ProcessEnv = process.env): string {
  const underNpm = environment['npm_lifecycle_event'] !== undefined;
  return resolve((underNpm ? environment['INIT_CWD'] : undefined) ?? process.cwd(), path);
}
