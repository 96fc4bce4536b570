import { INITIALISATIONS } from '@shared/catalogue';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord, RunRecord } from '@shared/contract/records';
import type { Adoptable, Provenance } from '@shared/contract/provenance';
import { dataSetDigest, experimentId, importedDataDigest, kinDigest } from '@shared/experiment/digest';
import { LIMITS } from '@shared/experiment/limits';
import { dataOrigin, drawnDataSet } from '@shared/experiment/load-data';
import { estimate } from '@shared/experiment/estimate';
import { matchingCells } from '@shared/experiment/same-runs';
import { plan, type Cell } from '@shared/experiment/plan';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { checkSize, validate } from '@shared/experiment/validate';
import type { Problem } from '@shared/contract/errors';
import type { DataSet } from '@shared/network/data/data-set';
import { importTable } from '@shared/network/data/imported';
import type { TraceSeries } from '@shared/training/run-result';

export interface FakeExperiment {
  record: ExperimentRecord;
  readonly prepared: PreparedExperiment;
  readonly data: DataSet;
  readonly runs: RunRecord[];
  readonly traces: Map<string, readonly TraceSeries[]>;
}

export interface FakeTable {
  readonly rows: string[][];
  readonly sha256: string;
}

export type Opened =
  | {
      readonly ok: true;
      readonly spec: ExperimentSpec;
      readonly data: DataSet;
      readonly prepared: PreparedExperiment;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Experiments in memory, opened with the real validation, data and theory. */
export class FakeArchive {
  readonly experiments = new Map<ExperimentId, FakeExperiment>();
  readonly tables = new Map<string, FakeTable>();
  /** As a test sets it. */
  readonly provenance = new Map<ExperimentId, Pick<Provenance, 'sessions' | 'adoptions' | 'verifications'>>();

  open(input: unknown): Opened {
    const validation = validate(input, INITIALISATIONS);
    if (!validation.ok) return validation;
    const { spec } = validation;
    const data = drawnDataSet(spec) ?? this.#imported(spec);
    if (typeof data === 'string') return { ok: false, problems: [{ path: 'data', message: data }] };
    const problems = checkSize(spec, data.train, INITIALISATIONS);
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, spec, data, prepared: prepareExperiment(spec, data, INITIALISATIONS) };
  }

  #imported({ data }: ExperimentSpec): DataSet | string {
    if (data.kind !== 'imported') throw new Error('not imported');
    const table = this.tables.get(data.file);
    if (table === undefined) return `The data file ${data.file} cannot be read.`;
    const outcome = importTable(table.rows, data, { samples: LIMITS.samples, features: LIMITS.width });
    return outcome.ok ? outcome.data : `${data.file}: ${outcome.message}`;
  }

  /** Adds an experiment, or finds the one that is there. */
  add(opened: Extract<Opened, { ok: true }>, createdAt: string): FakeExperiment {
    const { spec, data, prepared } = opened;
    const id = experimentId(spec);
    const known = this.experiments.get(id);
    if (known) return known;
    const digest =
      spec.data.kind === 'imported'
        ? importedDataDigest(spec.data.file, spec.data.target, spec.data.standardise)
        : dataSetDigest(data);
    const record: ExperimentRecord = {
      id,
      name: spec.name,
      status: 'queued',
      spec,
      data: { digest, origin: dataOrigin(spec) },
      counts: { total: plan(spec).runCount, finished: 0, failed: 0 },
      createdAt,
      startedAt: null,
      finishedAt: null,
      programVersion: '0.1.0',
      notes: '',
      deletedAt: null,
      tags: [],
      starred: false,
      archivedAt: null,
      outcomes: { converged: 0, cycling: 0, collapsed: 0, diverged: 0, stepLimit: 0 },
      extends: null,
      contentBytes: 0,
      kernelSeconds: 0,
    };
    const experiment = {
      record,
      prepared,
      data,
      runs: [],
      traces: new Map<string, readonly TraceSeries[]>(),
    };
    this.experiments.set(id, experiment);
    return experiment;
  }

  /** Runs of this spec that others of its kin have, and what is left. */
  whatIsThere(spec: ExperimentSpec, data: DataSet, processes: number) {
    const { cells } = plan(spec);
    const there = cells.map(() => 0);
    const donors: Adoptable[] = [];
    for (const { record } of this.experiments.values()) {
      if (kinDigest(record.spec) !== kinDigest(spec) || record.id === experimentId(spec)) continue;
      let runs = 0;
      for (const { cell, donor } of matchingCells(cells, plan(record.spec).cells)) {
        const shared = cell.steps === donor.steps ? Math.min(cell.repetitions, donor.repetitions) : 0;
        there[cell.index] = Math.max(there[cell.index]!, shared);
        runs += shared;
      }
      if (runs > 0) donors.push({ id: record.id, name: record.name, runs });
    }
    const left = (cell: Cell): number => cell.repetitions - there[cell.index]!;
    return { donors, missing: estimate(spec, data.train, processes, left) };
  }

  list(): ExperimentRecord[] {
    return [...this.experiments.values()]
      .map(({ record }) => record)
      .filter(({ deletedAt }) => deletedAt === null)
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }
}

export function traceKey({ cell, repetition }: { cell: number; repetition: number }): string {
  return `${cell} ${repetition}`;
}

/** About what a run and its measures take of an archive. */
const BYTES_PER_RUN = 600;

/** Counts an experiment's runs into its record. */
export function recount(experiment: FakeExperiment, change: Partial<ExperimentRecord> = {}): void {
  const failed = experiment.runs.filter(({ status }) => status === 'failed').length;
  const counts = { ...experiment.record.counts, finished: experiment.runs.length - failed, failed };
  const outcomes = { converged: 0, cycling: 0, collapsed: 0, diverged: 0, stepLimit: 0 };
  for (const { outcome } of experiment.runs) if (outcome !== null) outcomes[outcome] += 1;
  const contentBytes = BYTES_PER_RUN * experiment.runs.length;
  const kernelSeconds = 0.004 * experiment.runs.length;
  experiment.record = { ...experiment.record, counts, outcomes, contentBytes, kernelSeconds, ...change };
}
