import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExportedFile } from '@shared/contract/api';

/** Writes files into a folder, which is made where it is missing; each appears whole or not at all. Returns their paths. */
export function writeFiles(folder: string, files: readonly ExportedFile[]): string[] {
  return files.map(({ name, bytes }) => {
    const path = join(folder, name);
    const draft = `${path}.part`;
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(draft, bytes);
      renameSync(draft, path);
    } catch (error) {
      rmSync(draft, { force: true });
      const { code, message } = error as NodeJS.ErrnoException;
      throw new WorkbenchError(
        code === 'ENOSPC' ? 'disk-full' : 'folder-unusable',
        `${path} cannot be written: ${message}.`,
        'Choose another place with --out.',
      );
    }
    return path;
  });
}
