import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { DIGITS, THEMES, type Preferences } from '@shared/contract/preferences';
import { PALETTES } from '@shared/drawing/sheet';
import { POWERS } from '@shared/figures/format-number';
import { BACKUP_SCHEDULES } from '@shared/contract/care';
import { MOST_BACKUPS, MOST_PROCESSES } from '@shared/contract/api-schemas';
import type { PreferenceStore } from '../../core/ports';

/** Preferences as a small JSON file in the data folder; what is missing or unreadable there takes its default. */
export function preferenceFile(folder: string, cores: number): PreferenceStore {
  const path = join(folder, 'preferences.json');
  const schema = z.object({
    theme: z.enum(THEMES).catch('system'),
    palette: z.enum(PALETTES).catch('colourBlindSafe'),
    // One core stays with the desktop.
    processes: z
      .number()
      .int()
      .min(1)
      .max(MOST_PROCESSES)
      .catch(Math.max(1, cores - 1)),
    digits: z.literal(DIGITS).catch(4),
    powers: z.enum(POWERS).catch('superscript'),
    backupSchedule: z.enum(BACKUP_SCHEDULES).catch('weekly'),
    backupKeep: z.number().int().min(1).max(MOST_BACKUPS).catch(4),
    backupFolder: z.string().min(1).refine(isAbsolute).nullable().catch(null),
  });
  let current = schema.parse(readJson(path));
  return {
    get: () => current,
    set: (change: Partial<Preferences>) => {
      current = schema.parse({ ...current, ...change });
      const draft = `${path}.new`;
      writeFileSync(draft, `${JSON.stringify(current, null, 2)}\n`);
      renameSync(draft, path);
      return current;
    },
  };
}

function readJson(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
