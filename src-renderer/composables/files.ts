import { zipSync } from 'fflate';
import type { ExportedFile } from '@shared/contract/sheets';

/** Lets the user pick a file; null where none was picked. */
export async function pickFile(accept: string): Promise<File | null> {
  return (await picked(accept, false))[0] ?? null;
}

/** Lets the user pick files; none where they thought better of it. */
export function pickFiles(accept: string): Promise<readonly File[]> {
  return picked(accept, true);
}

function picked(accept: string, multiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** Hands a text or bytes to the user as a file. */
export function saveFile(name: string, content: string | Uint8Array, type: string): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by the next task; then nobody needs the address any more.
  setTimeout(() => URL.revokeObjectURL(address));
}

/** Hands files to the user: several as one archive, since each file has a dialog of its own. Says what was saved. */
export function saveFiles(files: readonly ExportedFile[]): string {
  const [first, ...others] = files;
  if (first === undefined) return 'nothing';
  if (others.length === 0) {
    saveFile(first.name, first.bytes, first.mediaType);
    return first.name;
  }
  const archive = `${first.name.replace(/\.[^.]*$/, '')}.zip`;
  saveFile(archive, zipped(files), 'application/zip');
  return `${archive} (${files.map(({ name }) => name).join(', ')})`;
}

/** The least that the format can hold: the same files give the same archive. */
const NO_TIME = new Date(1980, 0, 1);

function zipped(files: readonly ExportedFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { mtime: NO_TIME });
}

/** A name that every file system takes. */
export function fileName(name: string, extension: string): string {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|-+$/g, '');
  return `${safe === '' ? 'experiment' : safe}.${extension}`;
}
