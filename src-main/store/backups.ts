import { readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BackupKind, BackupRecord } from '@shared/contract/care';
import { guarded } from './failures';
import { archiveFile } from './files';
import { existsIn } from './folder';

/** workbench-20261129-204512-scheduled.sqlite; the time is UTC. */
const NAME =
  /^workbench-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-(scheduled|manual|before-restore|before-layout)(?:-(\d+))?\.sqlite$/;

/** Where backups lie when nothing else is asked for. */
export const backupFolder = (folder: string): string => resolve(folder, 'backups');

/** A file name with its date; the second of a kind within a second gets the number 2. */
export function backupFile(folder: string, kind: BackupKind, at: Date): string {
  const stamp = at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  for (let i = 1; ; i += 1) {
    const path = join(folder, `workbench-${stamp}-${kind}${i === 1 ? '' : `-${i}`}.sqlite`);
    if (!existsIn(folder, path)) return path;
  }
}

/** The backups in a folder, newest first; none where there is no such folder. */
export function listBackups(folder: string): BackupRecord[] {
  if (!existsIn(folder, folder)) return [];
  return guarded(folder, () => readdirSync(folder))
    .flatMap((name) => {
      const parts = NAME.exec(name);
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      if (parts === null || found?.isFile() !== true) return [];
      const [, year, month, day, hour, minute, second, kind, number = '1'] = parts;
      const at = `${year!}-${month!}-${day!}T${hour!}:${minute!}:${second!}.000Z`;
      const record = { file: join(folder, name), name, kind: kind as BackupKind, at, bytes: found.size };
      return [{ record, number: Number(number) }];
    })
    .sort(
      (a, b) =>
        // Names do not sort by age: within a second, "-manual.sqlite" comes after "-manual-2.sqlite".
        Date.parse(b.record.at) - Date.parse(a.record.at) ||
        b.number - a.number ||
        (a.record.name < b.record.name ? 1 : -1),
    )
    .map(({ record }) => record);
}

/** Takes away scheduled backups beyond the newest `keep`; the others are nobody's to take away. */
export function pruneBackups(folder: string, keep: number): BackupRecord[] {
  const old = listBackups(folder)
    .filter(({ kind }) => kind === 'scheduled')
    .slice(keep);
  for (const { file } of old) guarded(file, () => rmSync(file, { force: true }));
  return old;
}

/** When the archive of a data folder was last written, in milliseconds since 1970; null where there is none. */
export function lastWritten(folder: string): number | null {
  const file = archiveFile(folder);
  const times = [file, `${file}-wal`].flatMap(
    (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? [],
  );
  return times.length === 0 ? null : Math.max(...times);
}
