import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { Adoptable } from '@shared/contract/provenance';
import type { ExperimentRecord } from '@shared/contract/records';
import { estimate } from '@shared/experiment/estimate';
import { adoptRuns } from '../../core/adoption';
import { computeSession } from '../../core/compute-session';
import type { RunSummary } from '../../core/experiment-run';
import type { OpenSpec } from '../../core/open-spec';
import type { ArchiveWriter } from '../../core/ports';
import { archiveExperiment, startExperiment } from '../../core/start-experiment';
import { forkedEngines } from '../../engine/launch-forked';
import { systemClock } from '../node/clock';
import { freeBytes, requireSpace } from '../node/free-space';
import { thisMachine } from '../node/machine';
import { PROGRAM_VERSION } from '../version';
import { ENGINE_ENTRY } from './entries';
import { onInterrupt } from './interrupts';
import { say } from './output';
import { formatDuration, progressLine } from './progress-line';

/** Options of every command that computes. */
export interface ComputeOptions {
  readonly dataDir: string;
  readonly processes: number;
  /** False for --no-wait. */
  readonly wait: boolean;
  /** The experiment that a new one goes on from. */
  readonly from?: ExperimentId;
}

export const NO_WAIT = [
  '--no-wait',
  'fail at once when the disk is full or the archive may not be written, instead of waiting until it may',
] as const;

interface Computed {
  /** As it is afterwards. */
  readonly record: ExperimentRecord;
  readonly summary: RunSummary;
  /** Runs that were taken over from other experiments now. */
  readonly adopted: readonly Adoptable[];
}

/**
 * Archives an experiment and computes what it lacks, with progress on standard error. Signals end it in good order, and
 * it then rejects with 'interrupted'.
 */
export async function computeExperiment(
  opened: OpenSpec,
  archive: ArchiveWriter,
  options: ComputeOptions,
): Promise<Computed> {
  const { dataDir } = options;
  const cost = estimate(opened.spec, opened.data.train, options.processes);
  requireSpace(dataDir, cost.disk);
  const record = archiveExperiment(archive, opened, PROGRAM_VERSION, options.from);
  if (record.name !== opened.spec.name) say(`This experiment is kept as "${record.name}".`);
  const adopted = await adopt(archive, record);
  announce(archive.findById(record.id)!, cost.seconds);
  const summary = await compute(opened, options, archive);
  const after = archive.findById(record.id)!;
  if (summary.how === 'cancelled') throw interrupted(after);
  return { record: after, summary, adopted };
}

function interrupted({ id, name, counts }: ExperimentRecord): WorkbenchError {
  return new WorkbenchError(
    'interrupted',
    `Interrupted: ${counts.finished} of ${counts.total} runs of "${name}" are kept.`,
    `Go on with: lab run ${id}`,
  );
}

/** Takes over what other experiments have computed of this one. */
async function adopt(archive: ArchiveWriter, record: ExperimentRecord): Promise<Adoptable[]> {
  const stop = new AbortController();
  const unwatch = onInterrupt(() => stop.abort());
  try {
    const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const adopted = await adoptRuns(archive, record, { breathe, stopped: () => stop.signal.aborted });
    if (stop.signal.aborted) throw interrupted(archive.findById(record.id)!);
    for (const { name, runs } of adopted) say(`${runs} runs are taken over from "${name}".`);
    return adopted;
  } finally {
    unwatch();
  }
}

/** Throws 'incomplete' where runs failed. */
export function requireNoFailures({ record, summary }: Computed, archive: ArchiveWriter): void {
  if (summary.how !== 'failed') return;
  throw new WorkbenchError(
    'incomplete',
    `${summary.counts.failed} runs of "${record.name}" failed: ${firstReason(archive, record)}.`,
    `Try them again with: lab run ${record.id}`,
  );
}

function announce({ name, id, counts }: ExperimentRecord, seconds: number): void {
  const missing = counts.total - counts.finished;
  if (missing === 0) {
    say(`${name} (${id}) is complete: nothing to compute.`);
    return;
  }
  const left = (seconds * missing) / counts.total;
  const before = counts.finished > 0 ? `, ${counts.finished} are there already` : '';
  say(`${name} (${id}): ${missing} runs to compute${before}; about ${formatDuration(left)}.`);
}

async function compute(
  opened: OpenSpec,
  { dataDir, processes, wait }: ComputeOptions,
  archive: ArchiveWriter,
): Promise<RunSummary> {
  const run = startExperiment(opened, {
    archive,
    launch: forkedEngines(ENGINE_ENTRY),
    clock: systemClock,
    processes,
    patient: wait,
    freeBytes: () => freeBytes(dataDir),
    onWaiting: (waiting) =>
      say(
        waiting === null
          ? 'The archive takes finished runs again: going on.'
          : `Waiting for ${waiting.what}. ${waiting.detail} ${waiting.remedy}`,
      ),
  });
  const line = progressLine();
  const unsubscribe = run.subscribe(() => line.show(run.progress()));
  const unwatch = onInterrupt(() => run.cancel());
  try {
    return await computeSession(opened, run, { archive, machine: thisMachine(), processes });
  } finally {
    unwatch();
    unsubscribe();
    line.stop();
  }
}

function firstReason(archive: ArchiveWriter, { id }: ExperimentRecord): string {
  for (const { status, reason } of archive.runs(id))
    if (status === 'failed') return reason ?? 'for no stated reason';
  return 'for no stated reason';
}
