import { WorkbenchError } from '@shared/contract/errors';
import type { Machine } from '@shared/contract/provenance';
import { experimentId } from '@shared/experiment/digest';
import type { OpenedData } from './open-spec';
import type { ExperimentRun, RunSummary } from './experiment-run';
import { kernelName } from './kernel-name';
import type { ArchiveWriter } from './ports';

export interface SessionOptions {
  readonly archive: Pick<ArchiveWriter, 'beginSession' | 'endSession'>;
  readonly machine: Machine;
  readonly processes: number;
}

/**
 * Waits for a run of an experiment, and records when and on what it was computed. What fails, and whatever ends the program,
 * leaves a session without an end; an archive that takes nothing for now loses this record, never a run.
 */
export async function computeSession(
  { spec, data }: Pick<OpenedData, 'spec' | 'data'>,
  run: ExperimentRun,
  { archive, machine, processes }: SessionOptions,
): Promise<RunSummary> {
  const { total, finished } = run.progress().runs;
  if (finished === total) return run.finished;
  const kernel = kernelName(spec, data.train);
  const session = tried(() => archive.beginSession(experimentId(spec), { ...machine, kernel, processes }));
  const summary = await run.finished;
  const { computed, kernelSeconds } = summary;
  if (session !== null) tried(() => archive.endSession(session, { runs: computed, kernelSeconds }));
  return summary;
}

/** Null where what stands in the way may pass: computing waits for it by itself, and this is not worth waiting for. */
function tried<T>(write: () => T): T | null {
  try {
    return write();
  } catch (error) {
    if (error instanceof WorkbenchError && error.mayPass) return null;
    throw error;
  }
}
