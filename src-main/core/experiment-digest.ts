import { WorkbenchError } from '@shared/contract/errors';
import type { Digest } from '@shared/contract/ids';
import type { StudyProgress } from '@shared/contract/studies';
import type { ExperimentRecord } from '@shared/contract/records';
import { ResultsDigest } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import type { ArchiveReader } from './ports';
import { finishStudy } from './studies/study';

/** One SHA-256 over all results of a finished experiment; an error where runs are missing. */
export function experimentDigest(archive: ArchiveReader, record: ExperimentRecord): Digest {
  return finishStudy(experimentDigestSteps(archive, record));
}

/** The same in slices, with the share of the runs that are through. */
export function* experimentDigestSteps(
  archive: ArchiveReader,
  { id, name, counts, spec }: ExperimentRecord,
): Generator<StudyProgress, Digest> {
  if (counts.finished < counts.total) {
    throw new WorkbenchError(
      'incomplete',
      `"${name}" has ${counts.finished} of ${counts.total} runs: only a complete experiment has a digest.`,
      `Compute the others: lab run ${id}`,
    );
  }
  const { cells } = plan(spec);
  const digest = new ResultsDigest();
  let through = 0;
  for (const run of archive.runs(id)) {
    const traces = spec.trace === null ? [] : archive.traces(id, run);
    digest.addRun(cells[run.cell]!, { ...run, outcome: run.outcome ?? '', traces });
    through += 1;
    yield { share: through / counts.total, said: 'reading the results' };
  }
  return digest.finish();
}
