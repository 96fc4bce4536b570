import type { ArchiveReader } from '../../core/ports';
import { SheetSource } from '../../core/sheet-source';
import type { SheetContext } from '../../core/sheets';
import { sheetPrinter } from '../../export/sheet/sheet-printer';
import { PROGRAM_VERSION } from '../version';

/** What drawing sheets needs; nothing else waits for this thread. */
export function sheetContext(archive: ArchiveReader | null): SheetContext {
  const source = new SheetSource(
    () => archive,
    () => Promise.resolve(),
  );
  return { source, printer: sheetPrinter(), program: PROGRAM_VERSION };
}
