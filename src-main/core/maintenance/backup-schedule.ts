import type { BackupRecord, BackupSchedule } from '@shared/contract/care';

const DAY_MS = 86_400_000;
const PERIOD_MS: Readonly<Record<Exclude<BackupSchedule, 'off'>, number>> = {
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
};

/**
 * Whether a backup is due: the newest is a period old, and the archive was written since. Backups that were made by hand
 * count; copies from before a restoration or an update do not, since they are not of this archive as it is now.
 * @param lastWritten Of the archive, in milliseconds since 1970; null where there is none.
 */
export function isBackupDue(
  schedule: BackupSchedule,
  backups: readonly BackupRecord[],
  lastWritten: number | null,
  now: number,
): boolean {
  if (schedule === 'off' || lastWritten === null) return false;
  const times = backups
    .filter(({ kind }) => kind === 'scheduled' || kind === 'manual')
    .map(({ at }) => Date.parse(at));
  const newest = Math.max(-Infinity, ...times);
  return now - newest >= PERIOD_MS[schedule] && lastWritten > newest;
}
