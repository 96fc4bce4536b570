import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  defaultDataFolder,
  rememberMove,
  requireMovedFolder,
} from '../../../src-main/hosts/node/data-folder';
import { temporaryFolder } from '../../builders/temporary-folder';

function system() {
  const home = temporaryFolder();
  const environment = { XDG_DATA_HOME: home, APPDATA: home };
  const folder = defaultDataFolder(environment);
  mkdirSync(folder, { recursive: true });
  return { environment, folder };
}

it.skipIf(process.platform === 'darwin')(
  'the default folder is found where it was moved to, and back',
  () => {
    const { environment, folder } = system();
    const moved = join(temporaryFolder(), 'moved');
    mkdirSync(moved);
    expect(rememberMove(folder, moved, environment)).toBe(true);
    expect(defaultDataFolder(environment)).toBe(moved);
    const again = join(temporaryFolder(), 'again');
    expect(rememberMove(moved, again, environment)).toBe(true);
    expect(defaultDataFolder(environment)).toBe(again);
    expect(rememberMove(again, folder, environment)).toBe(true);
    expect(defaultDataFolder(environment)).toBe(folder);
    expect(existsSync(join(folder, 'data-folder.json'))).toBe(false);
  },
);

it.skipIf(process.platform === 'darwin')('a folder that was named each time is not remembered', () => {
  const { environment, folder } = system();
  expect(rememberMove(temporaryFolder(), temporaryFolder(), environment)).toBe(false);
  expect(defaultDataFolder(environment)).toBe(folder);
});

it.skipIf(process.platform === 'darwin')('a moved folder that is not there now is not made anew', () => {
  const { environment, folder } = system();
  const moved = join(temporaryFolder(), 'disk');
  mkdirSync(moved);
  rememberMove(folder, moved, environment);
  expect(() => requireMovedFolder(moved, environment)).not.toThrow();
  rmSync(moved, { recursive: true });
  expect(() => requireMovedFolder(moved, environment)).toThrow('there is nothing now');
  expect(() => requireMovedFolder(temporaryFolder(), environment)).not.toThrow();
});

it.skipIf(process.platform === 'darwin')('half a pointer leads nowhere', () => {
  const { environment, folder } = system();
  for (const text of ['', '{', '{"folder":"relative"}', '[]']) {
    writeFileSync(join(folder, 'data-folder.json'), text);
    expect(defaultDataFolder(environment)).toBe(folder);
  }
});
