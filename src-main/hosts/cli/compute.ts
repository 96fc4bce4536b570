import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { estimate } from '@shared/experiment/estimate';
import type { RunSummary } from '../../core/experiment-run';
import type { OpenSpec } from '../../core/open-spec';
import type { ArchiveWriter } from '../../core/ports';
import { archiveExperiment, startExperiment } from '../../core/start-experiment';
import { forkedEngines } from '../../engine/launch-forked';
import { systemClock } from '../node/clock';
import { freeBytes, requireSpace } from '../node/free-space';
import { PROGRAM_VERSION } from '../version';
import { ENGINE_ENTRY } from './entries';
import { say } from './output';
import { onLostNpm } from './parent-watch';
import { formatDuration, progressLine } from './progress-line';

/** Each ends a run in good order: finished runs are kept. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Options of every command that computes. */
export interface ComputeOptions {
  readonly dataDir: string;
  readonly processes: number;
  /** False for --no-wait. */
  readonly wait: boolean;
}

export const NO_WAIT = [
  '--no-wait',
  'fail at once when the disk is full or the archive may not be written, instead of waiting until it may',
] as const;

interface Computed {
  /** As it is afterwards. */
  readonly record: ExperimentRecord;
  readonly summary: RunSummary;
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
  const record = archiveExperiment(archive, opened, PROGRAM_VERSION);
  if (record.name !== opened.spec.name) say(`This experiment is kept as "${record.name}".`);
  announce(record, cost.seconds);
  const summary = await compute(opened, options, archive);
  if (summary.how === 'cancelled') {
    throw new WorkbenchError(
      'interrupted',
      `Interrupted: ${summary.counts.finished} of ${summary.counts.total} runs of "${record.name}" are kept.`,
      `Go on with: lab run ${record.id}`,
    );
  }
  return { record: archive.findById(record.id)!, summary };
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
  const interrupt = (): void => run.cancel();
  const unwatch = onLostNpm(interrupt);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    return await run.finished;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
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
