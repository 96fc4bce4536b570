import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const FOLDER = 'sharpness-workbench';

/** Where experiments are kept when nothing else is asked for: the place that the system has for such things. */
export function defaultDataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  switch (process.platform) {
    case 'win32':
      return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), FOLDER);
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', FOLDER);
    default:
      return join(absolute(environment['XDG_DATA_HOME']) ?? join(homedir(), '.local', 'share'), FOLDER);
  }
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
