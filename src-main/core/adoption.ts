import type { ExperimentId } from '@shared/contract/ids';
import type { Adoptable } from '@shared/contract/provenance';
import type { DataSetRecord, ExperimentRecord } from '@shared/contract/records';
import { experimentId, kinDigest } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import { isSameRun, matchingCells, type CellMatch } from '@shared/experiment/same-runs';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { ArchiveReader, ArchiveWriter } from './ports';
import { RunIndex } from './run-index';

/** Runs that another experiment has and this one lacks: some repetitions of one cell. */
interface Offer {
  readonly donor: ExperimentRecord;
  readonly match: CellMatch;
  readonly repetitions: readonly number[];
}

/** What an experiment is to find among others of its kin. */
export interface Adopter {
  readonly spec: ExperimentSpec;
  readonly data: Pick<DataSetRecord, 'digest'>;
}

/**
 * Offers for every run that is finished in another experiment and not here, each run once, the newest donor first. Yields an
 * empty offer now and then, for whoever must not be kept long.
 */
function* offers(archive: ArchiveReader, { spec, data }: Adopter): Generator<Offer> {
  const id = experimentId(spec);
  const index = new RunIndex(plan(spec).cells);
  const there = new Uint8Array(index.count);
  let lacking = index.count;
  for (const place of archive.finishedPlaces(id)) {
    there[index.numberOf(place)] = 1;
    lacking -= 1;
  }
  const donors = lacking === 0 ? [] : archive.experimentsOfKin(kinDigest(spec), data.digest);
  for (const donor of donors) {
    if (donor.id === id || donor.counts.finished === 0) continue;
    for (const match of matchingCells(index.cells, plan(donor.spec).cells)) {
      const repetitions: number[] = [];
      for (const run of archive.endingsOfCell(donor.id, match.donor.index)) {
        if (!isSameRun(match, run)) continue;
        const number = index.numberOf({ cell: match.cell.index, repetition: run.repetition });
        if (there[number] === 1) continue;
        there[number] = 1;
        lacking -= 1;
        repetitions.push(run.repetition);
      }
      yield { donor, match, repetitions };
      if (lacking === 0) return;
    }
  }
}

/** Runs that need not be computed: by donor, and how many of each cell are finished here or elsewhere. */
export interface AdoptionPlan {
  readonly donors: readonly Adoptable[];
  /** Runs of a cell that are finished, here or elsewhere. */
  readonly there: readonly number[];
}

/** What starting an experiment would take over; nothing is changed. */
export function planAdoption(archive: ArchiveReader | null, adopter: Adopter): AdoptionPlan {
  const cells = plan(adopter.spec).cells;
  const there = new Array<number>(cells.length).fill(0);
  if (archive === null) return { donors: [], there };
  for (const { cell } of archive.finishedPlaces(experimentId(adopter.spec))) there[cell]! += 1;
  const donors = new Map<ExperimentId, Adoptable>();
  for (const { donor, match, repetitions } of offers(archive, adopter)) {
    if (repetitions.length === 0) continue;
    there[match.cell.index]! += repetitions.length;
    const runs = (donors.get(donor.id)?.runs ?? 0) + repetitions.length;
    donors.set(donor.id, { id: donor.id, name: donor.name, runs });
  }
  return { donors: [...donors.values()], there };
}

/** Runs that one transaction copies where they have no traces: some milliseconds. */
const BATCH_RUNS = 100;
/** Values of traces that one transaction copies, unless a single run has more. */
const BATCH_VALUES = 100_000;

export interface AdoptionOptions {
  /** Lets others pass; awaited between two transactions. */
  readonly breathe: () => Promise<void>;
  /** Whether to stop where it is. */
  readonly stopped?: () => boolean;
}

/**
 * Copies into an archived experiment what other experiments of its kin have computed of it, so that only the rest is to be
 * computed. In short transactions: whatever ends the program, the runs that were copied are there. By donor, how many.
 */
export async function adoptRuns(
  archive: ArchiveWriter,
  record: ExperimentRecord,
  { breathe, stopped = () => false }: AdoptionOptions,
): Promise<Adoptable[]> {
  archive.forgetFailures(record.id);
  const adopted = new Map<ExperimentId, Adoptable>();
  for (const { donor, match, repetitions } of offers(archive, record)) {
    const { cell } = match;
    const size = batchSize(record.spec, cell.steps);
    for (let start = 0; start < repetitions.length; start += size) {
      if (stopped()) return [...adopted.values()];
      const runs = archive.adoptRuns(record.id, {
        donor: donor.id,
        donorCell: match.donor.index,
        cell: cell.index,
        steps: cell.steps,
        repetitions: repetitions.slice(start, start + size),
      });
      const before = adopted.get(donor.id)?.runs ?? 0;
      if (runs > 0) adopted.set(donor.id, { id: donor.id, name: donor.name, runs: before + runs });
      await breathe();
    }
    await breathe();
  }
  return [...adopted.values()];
}

function batchSize({ trace }: ExperimentSpec, steps: number): number {
  if (trace === null) return BATCH_RUNS;
  const values = trace.quantities.length * (Math.floor(steps / trace.every) + 1);
  return Math.max(1, Math.min(BATCH_RUNS, Math.floor(BATCH_VALUES / values)));
}
