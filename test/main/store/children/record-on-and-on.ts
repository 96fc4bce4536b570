import { acquireRunnerLock, openArchiveWriter } from '../../../../src-main/store/index';
import type { ExperimentId } from '@shared/contract/ids';

/** A runner that records batches of ten runs for ever and prints, after each, how many are committed. */
const [, , folder, id] = process.argv as [string, string, string, ExperimentId];
acquireRunnerLock(folder);
const writer = openArchiveWriter(folder);
writer.setStatus(id, 'running');
for (let repetition = 0; ; repetition += 10) {
  const results = Array.from({ length: 10 }, (_, i) => ({
    cell: 0,
    repetition: repetition + i,
    outcome: 'converged' as const,
    stepsTaken: 1,
    measures: [{ measure: 'finalRisk' as const, value: (repetition + i) / 2, error: null, method: 'dense' }],
    traces: [
      { quantity: 'sharpness' as const, every: 1, values: new Float64Array(1000).fill(repetition + i) },
    ],
  }));
  writer.recordRuns(id, results, []);
  process.stdout.write(`${repetition + 10}\n`);
}
