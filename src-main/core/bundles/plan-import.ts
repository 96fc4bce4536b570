import type { BundleManifest } from '@shared/contract/bundle-manifest';
import type { BundleStep } from '@shared/contract/bundles';
import { dataSetDigest, ResultsDigest } from '@shared/experiment/digest';
import type { ExperimentRecord, RunRecord } from '@shared/contract/records';
import type { RunPlace } from '@shared/training/run-result';
import { freeName } from '../find-experiment';
import type { ArchiveReader, BundleDatabaseReader, Pace } from '../ports';
import { checkExperiment, type CheckedExperiment } from './check-experiment';
import { checkRun } from './check-run';
import { differenceOf } from './compare-runs';
import { badBundle } from '@shared/contract/bad-bundle';

/** A bundle whose file was checked: its members, their sums, the layout of its database. */
export interface OpenedBundle {
  readonly manifest: BundleManifest;
  readonly database: BundleDatabaseReader;
}

export interface PlannedImport {
  readonly checked: CheckedExperiment;
  readonly step: BundleStep;
}

/**
 * Checks every run of a bundle and finds out what importing it would do. The archive is only asked.
 * @throws WorkbenchError 'bad-bundle'.
 */
export async function planImport(
  { manifest, database }: OpenedBundle,
  archive: ArchiveReader | null,
  pace: Pace,
): Promise<PlannedImport[]> {
  const entries = new Map(manifest.experiments.map((entry) => [entry.id, entry]));
  const all = [...database.experiments()];
  if (all.length !== manifest.experiments.length || entries.size !== all.length)
    throw badBundle('The bundle has other experiments than its manifest says');
  const total = manifest.experiments.reduce((sum, { runs }) => sum + runs, 0);
  const names = new Set<string>();
  const planned: PlannedImport[] = [];
  let done = 0;
  for (const own of all) {
    const checked = checkExperiment(own, entries.get(own.id), database.dataSet(own.dataDigest));
    const compared = await compare(checked, database, archive, () => {
      done += 1;
      return pace.tell(`checking "${own.name}"`, done / Math.max(1, total));
    });
    const here = archive?.findById(own.id) ?? null;
    const as = here?.name ?? (archive === null ? own.name : freeName(archive, checked.spec, names));
    names.add(as);
    planned.push({
      checked,
      step: {
        id: own.id,
        name: own.name,
        as,
        shelf: shelfOf(here),
        ...compared,
        ...actionOf(here !== null, compared),
      },
    });
  }
  return planned;
}

type Compared = Pick<BundleStep, 'runs' | 'added' | 'difference'>;

function actionOf(here: boolean, { added, difference }: Compared): Pick<BundleStep, 'action'> {
  if (difference !== null) return { action: 'conflict' };
  if (!here) return { action: 'new' };
  return { action: added === 0 ? 'here' : 'add' };
}

function shelfOf(here: ExperimentRecord | null): BundleStep['shelf'] {
  if (here === null) return null;
  if (here.deletedAt !== null) return 'bin';
  return here.archivedAt === null ? 'current' : 'archived';
}

/** Walks through the runs of the bundle and those of the archive side by side: both come in canonical order. */
async function compare(
  checked: CheckedExperiment,
  database: BundleDatabaseReader,
  archive: ArchiveReader | null,
  next: () => Promise<void>,
): Promise<Compared> {
  const { own, entry, spec, cells } = checked;
  const digest = new ResultsDigest();
  const counted = { runs: 0, measures: 0, traceValues: 0 };
  let added = 0;
  let difference = differenceOfData(checked, archive);
  const here = finishedRuns(archive?.runs(own.id) ?? [])[Symbol.iterator]();
  try {
    let latest = here.next();
    for (const run of database.runs(own.id)) {
      checkRun(checked, run);
      digest.addRun(cells[run.cell]!, run);
      counted.runs += 1;
      counted.measures += run.measures.length;
      counted.traceValues += run.traces.reduce((sum, { values }) => sum + values.length, 0);
      while (latest.done !== true && isBefore(latest.value, run)) latest = here.next();
      if (latest.done === true || isBefore(run, latest.value)) added += 1;
      else if (difference === null && archive !== null) {
        const traces = spec.trace === null ? [] : archive.traces(own.id, run);
        difference = differenceOf(run, latest.value, traces);
      }
      await next();
    }
  } finally {
    here.return(undefined);
  }
  if ((['runs', 'measures', 'traceValues'] as const).some((what) => counted[what] !== entry[what]))
    throw badBundle(`"${own.name}" has another number of runs, measures or samples than its manifest says`);
  if (digest.finish() !== entry.resultsDigest)
    throw badBundle(`The results of "${own.name}" do not have the digest that the manifest says`);
  return { runs: counted.runs, added, difference };
}

function* finishedRuns(runs: Iterable<RunRecord>): Generator<RunRecord, void> {
  for (const run of runs) if (run.status === 'finished') yield run;
}

function isBefore(a: RunPlace, b: RunPlace): boolean {
  return a.cell < b.cell || (a.cell === b.cell && a.repetition < b.repetition);
}

/** Of imported data the digest is that of a file which is not in the bundle: its numbers may be others. */
function differenceOfData({ own, entry }: CheckedExperiment, archive: ArchiveReader | null): string | null {
  const here = archive?.dataSet(own.dataDigest) ?? null;
  if (here === null || dataSetDigest(here) === entry.dataNumbersDigest) return null;
  return 'its data set, imported from the same file, has other numbers here';
}
