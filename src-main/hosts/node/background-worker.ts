import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createBackground } from '../../core/background';
import type { ArchiveReader } from '../../core/ports';
import { sheetPrinter } from '../../export/sheet/sheet-printer';
import { openArchiveReader } from '../../store';
import { PROGRAM_VERSION } from '../version';
import { serveThread, type BackgroundSettings } from './background-thread';
import { freeBytes } from './free-space';
import { parseTable, tableReader } from './read-table';

/** Entry of the thread that reads the archive and computes previews and replays. */
function main(): void {
  let { folder } = workerData as BackgroundSettings;
  let archive: ArchiveReader | null = null;
  let resting = false;
  const background = createBackground({
    // The archive may come to be after this thread.
    archive: () => (resting ? null : (archive ??= openArchiveReader(folder))),
    readFrom: (next) => {
      archive?.close();
      archive = null;
      resting = next === null;
      folder = next ?? folder;
    },
    readTable: (file) => tableReader(folder)(file),
    keepTable: (name, text) => keepTable(folder, name, text),
    parseTable: (text) => parseTable('The table', text),
    freeBytes: () => freeBytes(folder),
    printer: sheetPrinter(),
    program: PROGRAM_VERSION,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  serveThread(parentPort!, background);
}

/** Tables that windows hand over are kept beside the archive, by content: a spec finds them by their path. */
function keepTable(folder: string, name: string, text: string): { file: string; sha256: string } {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const safeName = name.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '') || 'table.csv';
  const file = join('imports', sha256.slice(0, 16), safeName);
  const path = join(folder, file);
  if (!existsSync(path)) {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  return { file, sha256 };
}

main();
