import type { PALETTES } from '../drawing/sheet';
import type { Powers } from '../figures/format-number';
import type { BackupSchedule } from './care';

/** What the window looks like; system: as the machine does. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** Significant digits that numbers may be shown with. */
export const DIGITS = [3, 4, 5, 6] as const;

/** What a person has set, for all windows on this data folder. */
export interface Preferences {
  readonly theme: (typeof THEMES)[number];
  readonly palette: (typeof PALETTES)[number];
  /** Engine processes; takes effect with the next experiment. */
  readonly processes: number;
  /** Significant digits of measured numbers on the screen; exports have their own. */
  readonly digits: (typeof DIGITS)[number];
  /** How powers of ten are written on the screen. */
  readonly powers: Powers;
  readonly backupSchedule: BackupSchedule;
  /** Scheduled backups that are kept: the newest. */
  readonly backupKeep: number;
  /** Absolute; null: the folder "backups" of the data folder. */
  readonly backupFolder: string | null;
}
