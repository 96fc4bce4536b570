import type { BundlePlan } from '@shared/contract/bundles';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { RunResult } from '@shared/training/run-result';
import { freeName } from '../find-experiment';
import type { ArchiveWriter, BundleDatabaseReader, ImportWriter, IncomingExperiment, Pace } from '../ports';
import type { CheckedExperiment } from './check-experiment';
import { planImport, type OpenedBundle, type PlannedImport } from './plan-import';

/** Of the work: checking all runs, then copying those that come in. */
const CHECKING = 0.5;

/** Runs are moved for so long at a time. */
const MERGING_MS = 4;

/** What is written at a time takes some milliseconds: others want to write too. */
const RUNS_A_SLICE = 100;
const VALUES_A_SLICE = 65_536;

/**
 * Brings a bundle into the archive, all of it or nothing: experiments come in out of sight, and all of them are shown in one
 * transaction. What a crash leaves behind before that is out of sight and is dropped with the next opening; runs that were
 * still to be moved to an experiment that was here are moved then.
 * @throws WorkbenchError 'bad-bundle'; 'bundle-conflict' where an experiment has other runs here; 'interrupted'.
 */
export async function importBundle(
  bundle: OpenedBundle,
  archive: ArchiveWriter & ImportWriter,
  pace: Pace,
): Promise<BundlePlan> {
  const planned = await planImport(bundle, archive, {
    ...pace,
    tell: (said, share) => pace.tell(said, CHECKING * (share ?? 0)),
  });
  refuseConflicts(planned);
  const coming = planned.filter(({ step }) => step.action === 'new' || step.action === 'add');
  const total = coming.reduce((sum, { step }) => sum + step.added, 0);
  let done = 0;
  try {
    const incoming: IncomingExperiment[] = [];
    for (const { checked } of coming) {
      const own = archive.beginImport(checked.own, checked.dataRecord, checked.data);
      incoming.push(own);
      await copyRuns(checked, own, bundle.database, archive, (runs) => {
        done += runs;
        return pace.tell(
          `importing "${checked.own.name}"`,
          CHECKING + ((1 - CHECKING) * done) / Math.max(1, total),
        );
      });
    }
    const specs = new Map(coming.map(({ checked }) => [checked.own.id, checked.spec]));
    archive.showImported(incoming, ({ id }) => freeName(archive, specs.get(id)!));
    // It is decided: who cancels now is late.
    while (archive.mergeFor(MERGING_MS)) await pace.breathe();
  } finally {
    // What was not shown; it is deleted like what was purged.
    archive.abandonImports();
  }
  return {
    program: bundle.manifest.program,
    experiments: planned.map(({ step }) => ({
      ...step,
      as: archive.findById(step.id as ExperimentId)?.name ?? step.as,
    })),
    imported: true,
  };
}

/** What importing a bundle would do; nothing is written. */
export function lookAtBundle(bundle: OpenedBundle, planned: readonly PlannedImport[]): BundlePlan {
  return {
    program: bundle.manifest.program,
    experiments: planned.map(({ step }) => step),
    imported: false,
  };
}

function refuseConflicts(planned: readonly PlannedImport[]): void {
  const conflicts = planned.filter(({ step }) => step.action === 'conflict');
  if (conflicts.length === 0) return;
  throw new WorkbenchError(
    'bundle-conflict',
    conflicts
      .map(({ step }) => `"${step.name}" (${step.id}) has other results here: ${step.difference!}.`)
      .join('\n'),
    'Nothing was imported. "lab verify" tells which side is right; take the experiment out of the bundle, or import into another data folder.',
  );
}

/** Copies the runs that the archive lacks, slice by slice. */
async function copyRuns(
  { own, cells }: CheckedExperiment,
  incoming: IncomingExperiment,
  database: BundleDatabaseReader,
  archive: ArchiveWriter & ImportWriter,
  written: (runs: number) => Promise<void>,
): Promise<void> {
  const starts = [0];
  for (const { repetitions } of cells) starts.push(starts.at(-1)! + repetitions);
  const here = new Uint8Array(starts.at(-1)!);
  for (const { cell, repetition } of archive.finishedPlaces(own.id)) here[starts[cell]! + repetition] = 1;
  let slice: RunResult[] = [];
  let values = 0;
  const write = async (): Promise<void> => {
    if (slice.length > 0) archive.recordImported(incoming, slice);
    const runs = slice.length;
    slice = [];
    values = 0;
    await written(runs);
  };
  for (const run of database.runs(own.id)) {
    if (here[starts[run.cell]! + run.repetition] === 1) continue;
    slice.push(run);
    values += run.traces.reduce((sum, trace) => sum + trace.values.length, 0);
    if (slice.length >= RUNS_A_SLICE || values >= VALUES_A_SLICE) await write();
  }
  await write();
}
