import { existsSync, mkdirSync } from 'node:fs';
import type { ExperimentId } from '@shared/contract/ids';
import {
  acquireRunnerLock,
  backupArchive,
  backupFile,
  backupFolder,
  compactedArchive,
  openArchiveWriter,
  restoredArchive,
} from '../../../../src-main/store/index';

/**
 * A runner that does one thing to the archive until it is killed, and prints after each round how many runs are in it for
 * good: records runs, compacts (after making room inside), or makes a backup and restores it.
 */
const [, , folder, id, what, first] = process.argv as [string, string, string, ExperimentId, string, string];
let recorded = Number(first);

function record(): void {
  const writer = openArchiveWriter(folder);
  const results = Array.from({ length: 20 }, (_, i) => ({
    cell: 0,
    repetition: recorded + i,
    outcome: 'converged' as const,
    stepsTaken: 1,
    measures: [{ measure: 'finalRisk' as const, value: recorded + i, error: null, method: null }],
    traces: [{ quantity: 'sharpness' as const, every: 1, values: new Float64Array(500).fill(recorded + i) }],
  }));
  writer.recordRuns(id, results, []);
  // Pages that nothing uses afterwards: the run has ended.
  writer.saveCheckpoint(id, { cell: 0, repetition: 900_000 }, new Uint8Array(300_000));
  writer.saveCheckpoint(id, { cell: 0, repetition: 900_000 }, new Uint8Array(10));
  recorded += 20;
  process.stdout.write(`${recorded}\n`);
  writer.close();
}

async function main(): Promise<void> {
  acquireRunnerLock(folder);
  const place = backupFolder(folder);
  for (;;) {
    record();
    if (what === 'compact') (await compactedArchive(folder)).putInPlace();
    if (what === 'restore') {
      if (!existsSync(place)) mkdirSync(place);
      const backup = backupFile(place, 'manual', new Date());
      await backupArchive(folder, backup);
      const aside = backupFile(place, 'before-restore', new Date());
      (await restoredArchive(folder, backup)).putInPlace(aside);
    }
  }
}

void main();
