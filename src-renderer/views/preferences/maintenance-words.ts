import type { BackupKind, MaintenanceKind } from '@shared/contract/care';

/** What is done to the archive, for people. */
export const MAINTENANCE_WORDS: Readonly<Record<MaintenanceKind, string>> = {
  backup: 'Backing up',
  check: 'Checking the archive',
  compact: 'Compacting the archive',
  restore: 'Restoring a backup',
  move: 'Moving the data folder',
};

export const BACKUP_WORDS: Readonly<Record<BackupKind, string>> = {
  scheduled: 'on schedule',
  manual: 'by hand',
  'before-restore': 'before a backup was restored',
  'before-layout': 'before an update of the program',
};

/** "40 %", or nothing where nobody can say. */
export function shareDone(done: number | null): string {
  return done === null ? '' : `${Math.floor(100 * done)}\u00a0%`;
}
