import type { ArchiveWait } from '@shared/contract/live-state';
import type { WorkbenchError } from '@shared/contract/errors';

interface Amounts {
  /** Bytes that are in memory only. */
  readonly unwritten: number;
  /** Bytes left on the disk; null where nobody knows. */
  readonly free: number | null;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** What people are told while the archive takes nothing. */
export function archiveWait(error: WorkbenchError, { unwritten, free, since }: Amounts): ArchiveWait {
  switch (error.code) {
    case 'disk-full':
      return {
        code: error.code,
        what: 'room on the disk',
        detail: `${megabytes(unwritten)} are to be written${free === null ? '' : `, ${megabytes(free)} are free`}.`,
        remedy: 'Make room on the disk: it goes on by itself.',
        since,
      };
    case 'store-locked':
      return {
        code: error.code,
        what: 'another program to let go of the archive',
        detail: error.message,
        remedy: 'Close the other program, or wait until it is done: it goes on by itself.',
        since,
      };
    default:
      return {
        code: error.code,
        what: 'the permission to write',
        detail: error.message,
        remedy: 'Give back the permission to write there: it goes on by itself.',
        since,
      };
  }
}

function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return `${value >= 10 ? Math.ceil(value) : Math.ceil(value * 10) / 10} MB`;
}
