import { INITIALISATIONS } from '@shared/catalogue';
import type { SpecPreview, TablePreview, TheoryFacts, WorkbenchApi } from '@shared/contract/api';
import { WorkbenchError, type Problem } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import { experimentId } from '@shared/experiment/digest';
import { estimate } from '@shared/experiment/estimate';
import { traceQuantities } from '@shared/experiment/linearity';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { boundsTable } from '@shared/figures/bounds-table';
import { cellTable } from '@shared/figures/cell-table';
import { dataFacts } from '@shared/figures/data-facts';
import type { DataSet } from '@shared/network/data/data-set';
import type { TraceSeries } from '@shared/training/run-result';
import { simulateRun } from '@shared/training/simulate-run';
import { openSpec, type OpenSpec, type OpenSpecContext } from './open-spec';
import type { ArchiveReader } from './ports';

/** A spec with its data, as it crosses to the thread that archives and starts it. */
export type OpenedData = Pick<OpenSpec, 'spec' | 'data' | 'dataRecord'>;

/**
 * The part of the application that reads and computes and may take its time: it lives in a thread of its own, so that
 * the one that brokers between windows, engines and archive never waits.
 */
export interface Background extends Pick<
  WorkbenchApi,
  'cellTable' | 'theory' | 'runsOfCell' | 'traces' | 'replayRun' | 'importTable'
> {
  /** As of the API; the estimate is for so many engine processes. */
  previewSpec(spec: unknown, processes: number): Promise<SpecPreview>;
  /** Validates a spec and draws, reads or finds its data. Rejects with 'bad-spec' or 'bad-data'. */
  openSpec(spec: unknown): Promise<OpenedData>;
  close(): Promise<void>;
}

export interface BackgroundOptions {
  /** A reader of the archive as it is now; null while there is none. */
  readonly archive: () => ArchiveReader | null;
  readonly readTable: OpenSpecContext['readTable'];
  /** Keeps a table's text; says what a spec calls it. */
  readonly keepTable: (name: string, text: string) => Pick<TablePreview, 'file' | 'sha256'>;
  readonly parseTable: (text: string) => string[][];
  readonly freeBytes: () => number;
  /** Lets other requests pass between two slices of work. */
  readonly breathe: () => Promise<void>;
}

/** Rows of an imported table that a preview shows. */
const HEAD_ROWS = 8;
/** Longest stretch of work without a breath, in milliseconds. */
const SLICE_MS = 20;

export function createBackground(options: BackgroundOptions): Background {
  const open = (spec: unknown): OpenSpec =>
    openSpec(spec, { archive: options.archive(), readTable: options.readTable });

  /** An archived experiment with its data; null where there is none. */
  const prepared = (
    id: ExperimentId,
  ): { spec: ExperimentSpec; data: DataSet; prepared: PreparedExperiment } | null => {
    const archive = options.archive();
    const record = archive?.findById(id);
    if (!archive || !record) return null;
    const data = archive.dataSet(record.data.digest)!;
    return { spec: record.spec, data, prepared: prepareExperiment(record.spec, data, INITIALISATIONS) };
  };

  return {
    openSpec: async (spec) => {
      const { spec: valid, data, dataRecord } = open(spec);
      return { spec: valid, data, dataRecord };
    },
    cellTable: async (id) => {
      const archive = options.archive();
      const record = archive?.findById(id);
      return archive && record ? cellTable(plan(record.spec).cells, archive.runs(id)) : null;
    },
    theory: async (id) => {
      const found = prepared(id);
      return found && theoryFacts(found.spec, found.data, found.prepared);
    },
    runsOfCell: async (id, cell) => {
      const archive = options.archive();
      if (!archive?.findById(id)) return null;
      return [...archive.runsOfCell(id, cell)];
    },
    traces: async (id, place) => {
      const archive = options.archive();
      return archive?.findById(id) ? archive.traces(id, place) : null;
    },
    replayRun: async (id, { cell, repetition }, samples) => {
      const found = prepared(id);
      const planned = found && plan(found.spec).cells[cell];
      if (!found || !planned || repetition >= planned.repetitions) return null;
      const every = Math.max(1, Math.ceil(planned.steps / samples));
      const task = found.prepared.task(planned, repetition);
      const quantities = traceQuantities(found.spec).filter((name) => name !== 'sharpnessAsPublished');
      const trace = { every, quantities };
      return replay({ ...task, trace }, options.breathe);
    },
    previewSpec: async (spec, processes) => preview(spec, processes, open, options),
    importTable: async (name, text) => {
      const rows = options.parseTable(text);
      const [columns, ...rest] = rows;
      if (columns === undefined) throw new WorkbenchError('bad-data', `${name} is empty.`);
      return {
        ...options.keepTable(name, text),
        columns,
        rowCount: rest.length,
        head: rest.slice(0, HEAD_ROWS),
      };
    },
    close: async () => options.archive()?.close(),
  };
}

function theoryFacts(
  spec: ExperimentSpec,
  data: DataSet,
  { problem, theory }: PreparedExperiment,
): TheoryFacts {
  return { data: dataFacts(data, problem), bounds: boundsTable(spec.grid.depths.map(theory)) };
}

async function replay(
  task: Parameters<typeof simulateRun>[0],
  breathe: () => Promise<void>,
): Promise<readonly TraceSeries[] & TraceSeries[]> {
  const slices = simulateRun(task);
  let sliceEnd = performance.now() + SLICE_MS;
  for (;;) {
    const { done, value } = slices.next();
    if (done) return [...value.traces];
    if (performance.now() < sliceEnd) continue;
    await breathe();
    sliceEnd = performance.now() + SLICE_MS;
  }
}

function preview(
  input: unknown,
  processes: number,
  open: (spec: unknown) => OpenSpec,
  options: BackgroundOptions,
): SpecPreview {
  let opened: OpenSpec;
  try {
    opened = open(input);
  } catch (error) {
    if (error instanceof WorkbenchError) return { ok: false, problems: problemsOf(error) };
    throw error;
  }
  const { spec, data, prepared } = opened;
  const id = experimentId(spec);
  const known = options.archive()?.findById(id) ?? null;
  return {
    ok: true,
    spec,
    id,
    known: known?.deletedAt === null ? known : null,
    theory: theoryFacts(spec, data, prepared),
    estimate: estimate(spec, data.train, processes),
    freeBytes: options.freeBytes(),
  };
}

/** The problems with their paths; those of data belong to the whole data section. */
function problemsOf(error: WorkbenchError): readonly Problem[] {
  if (error.problems.length > 0) return error.problems;
  return [
    {
      path: error.code === 'bad-data' ? 'data' : '',
      message: [error.message, error.remedy].filter(Boolean).join(' '),
    },
  ];
}
