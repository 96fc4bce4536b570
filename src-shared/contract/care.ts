/** Keeping the archive safe: backups, checks, compaction, moving it. */

/** before-restore: what a restored backup took the place of; before-layout: as it was before a newer program changed its layout. */
export type BackupKind = 'scheduled' | 'manual' | 'before-restore' | 'before-layout';

export interface BackupRecord {
  /** Absolute. */
  readonly file: string;
  readonly name: string;
  readonly kind: BackupKind;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly bytes: number;
}

export interface ArchiveCareState {
  /** What the archive takes of the disk, in bytes. */
  readonly bytes: number;
  /** Of them, those that nothing uses. */
  readonly free: number;
  /** Left on its disk. */
  readonly diskFree: number;
  readonly backupFolder: string;
  /** Newest first. */
  readonly backups: readonly BackupRecord[];
}

export type ArchiveCheck =
  { readonly ok: true } | { readonly ok: false; readonly problems: readonly string[] };

export interface Compaction {
  /** Bytes. */
  readonly before: number;
  readonly after: number;
}

export interface Restoration {
  /** The archive that was there before: a backup like others, so that this can be undone. Null where there was none. */
  readonly setAside: BackupRecord | null;
}

export const MAINTENANCE_KINDS = ['backup', 'check', 'compact', 'restore', 'move'] as const;
export type MaintenanceKind = (typeof MAINTENANCE_KINDS)[number];

/** What is done to the archive now. */
export interface Maintenance {
  readonly kind: MaintenanceKind;
  /** From 0 to 1; null where nobody can say. */
  readonly done: number | null;
  readonly cancellable: boolean;
  /** Whether experiments and notes can be changed meanwhile. */
  readonly blocksWriting: boolean;
}

export const BACKUP_SCHEDULES = ['off', 'daily', 'weekly'] as const;
export type BackupSchedule = (typeof BACKUP_SCHEDULES)[number];
