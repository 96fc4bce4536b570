import { WorkbenchError } from '@shared/contract/errors';
import type { ArchiveWriter } from './ports';

export interface ReplaceableArchive {
  /** Always the one that is open now. */
  readonly archive: ArchiveWriter;
  /** Closes the archive, lets another take its place, and opens that. Where it cannot be opened, every use says why. */
  replace<T>(exchange: () => T): T;
}

/** An archive that others hold on to while the file behind it is exchanged. */
export function replaceableArchive(open: () => ArchiveWriter): ReplaceableArchive {
  let current: ArchiveWriter | Error = open();
  const archive = new Proxy(current, {
    get: (_, name) => {
      if (!(current instanceof Error)) return Reflect.get(current, name) as unknown;
      if (name === 'close') return () => undefined;
      throw current;
    },
  });
  return {
    archive,
    replace: (exchange) => {
      if (!(current instanceof Error)) current.close();
      current = new WorkbenchError('archive-busy', 'The archive is being exchanged.');
      try {
        return exchange();
      } finally {
        try {
          current = open();
        } catch (error) {
          current = error instanceof Error ? error : new Error(String(error));
        }
      }
    },
  };
}
