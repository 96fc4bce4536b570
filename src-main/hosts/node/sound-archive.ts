import { WorkbenchError } from '@shared/contract/errors';
import { checkArchive } from '../../store';

/** What to do about an archive that quick_check or integrity_check finds fault with. */
export const DAMAGE_REMEDY =
  'Put a backup in its place ("lab backup --list", "lab restore-backup FILE") or go on in a new folder (--data-dir). "lab export" and "lab backup" may still save what can be read; what they save needs checking too.';

/** Looks for damage after an unclean exit, off the main thread. Throws WorkbenchError 'store-damaged'. */
export async function requireSoundArchive(folder: string, checkWorkerEntry: string): Promise<void> {
  const result = await checkArchive(folder, checkWorkerEntry);
  if (result.ok) return;
  const more = result.problems.length > 1 ? ` (and ${result.problems.length - 1} more)` : '';
  throw new WorkbenchError(
    'store-damaged',
    `The archive in ${folder} is damaged: ${result.problems[0]!}${more}.`,
    DAMAGE_REMEDY,
  );
}
