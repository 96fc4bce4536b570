import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import { z } from 'zod';

const FOLDER = 'sharpness-workbench';
/** Beside what was moved away: where it went. */
const POINTER = 'data-folder.json';

const pointerSchema = z.object({ folder: z.string().refine(isAbsolute) });

/** The place that the system has for such things. */
function systemFolder(environment: NodeJS.ProcessEnv): string {
  switch (process.platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), FOLDER);
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', FOLDER);
    default:
      return join(absolute(environment['XDG_DATA_HOME']) ?? join(homedir(), '.local', 'share'), FOLDER);
  }
}

/** Where experiments are kept when nothing else is asked for: where they were moved to, else the system's place. */
export function defaultDataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = systemFolder(environment);
  return pointedTo(folder) ?? folder;
}

/**
 * Refuses the default folder where it was moved to a place that is not there now (a disk that is not plugged in): an
 * empty one must not be made in its stead.
 */
export function requireMovedFolder(folder: string, environment: NodeJS.ProcessEnv = process.env): void {
  const system = systemFolder(environment);
  if (folder !== pointedTo(system) || existsSync(folder)) return;
  throw new WorkbenchError(
    'folder-unusable',
    `Your data folder was moved to ${folder}, and there is nothing now.`,
    `Connect that disk; or choose another folder with --data-dir; or, to begin anew, remove ${join(system, POINTER)}.`,
  );
}

/**
 * Remembers that the default folder is now `folder`, if what was moved was the default one. Says whether it was: other
 * folders are named with --data-dir each time.
 */
export function rememberMove(
  from: string,
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const system = systemFolder(environment);
  if (resolve(from) !== resolve(defaultDataFolder(environment))) return false;
  const pointer = join(system, POINTER);
  if (resolve(folder) === resolve(system)) {
    rmSync(pointer, { force: true });
    return true;
  }
  const draft = `${pointer}.new`;
  writeFileSync(draft, `${JSON.stringify({ folder: resolve(folder) }, null, 2)}\n`);
  renameSync(draft, pointer);
  return true;
}

function pointedTo(system: string): string | null {
  let text: string;
  try {
    text = readFileSync(join(system, POINTER), 'utf8');
  } catch {
    return null;
  }
  try {
    return pointerSchema.parse(JSON.parse(text)).folder;
  } catch {
    // Half a pointer leads nowhere; it is written in one piece, so somebody else must have been at it.
    return null;
  }
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
