import { accessSync, constants, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExportedFile } from '@shared/contract/sheets';
import { ensureFolder } from '../../store/folder';

/**
 * The folder that files are to be written into, made where it is missing: asked for before what takes long.
 * @throws WorkbenchError 'folder-unusable' where nothing can be written there.
 */
export function outputFolder(folder: string): string {
  try {
    ensureFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (error instanceof WorkbenchError) throw elsewhere(error.code, error.message);
    throw elsewhere('folder-unusable', `${folder} cannot be written into: ${(error as Error).message}.`);
  }
  return folder;
}

/** Writes files into a folder, which is made where it is missing; each appears whole or not at all. Returns their paths. */
export function writeFiles(folder: string, files: readonly ExportedFile[]): string[] {
  outputFolder(folder);
  return files.map(({ name, bytes }) => {
    const path = join(folder, name);
    const draft = `${path}.part`;
    try {
      writeFileSync(draft, bytes);
      renameSync(draft, path);
    } catch (error) {
      rmSync(draft, { force: true });
      const { code, message } = error as NodeJS.ErrnoException;
      throw elsewhere(
        code === 'ENOSPC' ? 'disk-full' : 'folder-unusable',
        `${path} cannot be written: ${message}.`,
      );
    }
    return path;
  });
}

function elsewhere(code: WorkbenchError['code'], message: string): WorkbenchError {
  return new WorkbenchError(code, message, 'Choose another place with --out.');
}
