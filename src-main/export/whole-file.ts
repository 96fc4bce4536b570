import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { WorkbenchError } from '@shared/contract/errors';

/** What of a file can be in the way. */
export interface TargetRules {
  /** Tells the files that no export may replace: those of the archive. */
  readonly isReserved: (path: string) => boolean;
  /** Whether a regular file that is there is replaced; else it is refused. */
  readonly replaces: boolean;
}

/** The file to write: where a link leads, and never a device, a pipe or a part of the archive. Throws 'bad-arguments'. */
export function targetOf(file: string, { isReserved, replaces }: TargetRules): string {
  const refuse = (why: string): WorkbenchError =>
    new WorkbenchError(
      'bad-arguments',
      `${file} cannot take an export: ${why}.`,
      'Choose another place with --out.',
    );
  const target = existsSync(file) ? realpathSync(file) : file;
  if (existsSync(target)) {
    if (!statSync(target).isFile()) throw refuse('it is not a regular file');
    if (!replaces) throw refuse('it is there already, and nothing is overwritten');
  }
  if (isReserved(target)) throw refuse('it is a file of the archive');
  return target;
}

/** What goes wrong with a file, as a sentence; anything else stays as it was thrown. */
export function fileFailure(error: unknown, file: string): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new WorkbenchError(
    code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'folder-unusable',
    `${file} cannot be written: ${message}.`,
    'Choose another place with --out.',
    { cause: error },
  );
}

/** A file that is being written under another name, and appears whole or not at all. */
export interface Draft {
  write(part: string | Uint8Array): void;
  /** Gives it its name. */
  finish(): void;
  /** Takes it away; nothing after `finish`. */
  abandon(): void;
}

export function draftOf(target: string): Draft {
  const draft = `${target}.part`;
  const handle = openSync(draft, 'w');
  let open = true;
  const close = (): void => {
    if (open) closeSync(handle);
    open = false;
  };
  return {
    write: (part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
    },
    finish: () => {
      fsyncSync(handle);
      close();
      renameSync(draft, target);
    },
    abandon: () => {
      close();
      rmSync(draft, { force: true });
    },
  };
}
