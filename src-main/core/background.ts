import type { PaperFigureState } from '@shared/contract/paper-state';
import type { SpecPreview, TablePreview, WorkbenchApi } from '@shared/contract/api';
import { WorkbenchError, type Problem } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ServedApi } from '@shared/contract/packed';
import { experimentId } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import { cellTable } from '@shared/figures/cell-table';
import type { RunPlace } from '@shared/training/run-result';
import { PAPER_FIGURES } from '@shared/figures/paper-figures';
import { experimentCost } from './experiment-cost';
import { compare, reportComparison } from './compare/compare';
import type { OpenSidesContext } from './compare/open-sides';
import { openArchived, theoryFacts, type OpenedExperiment } from './open-archived';
import { openSpec, type OpenedData, type OpenSpec, type OpenSpecContext } from './open-spec';
import { paperFigureState, paperVerdicts, reproduction } from './paper';
import type { ArchiveReader, SheetPrinter } from './ports';
import { provenanceOf } from './provenance';
import { replayRun } from './replay-run';
import { reproductionReport } from './report/report-file';
import { searchLibrary } from './search-library';
import { SheetSource } from './sheet-source';
import { exportSheet, openRecipe, previewSheet, type SheetContext } from './sheets';
import { beginStudy } from './studies/studies';
import { StudyDesk } from './studies/study-desk';
import { chooseRuns, type VerificationChoice } from './verification';

/**
 * The part of the application that reads and computes and may take its time: it lives in a thread of its own, so that
 * the one that brokers between windows, engines and archive never waits.
 */
export interface Background extends Pick<
  WorkbenchApi,
  | 'listTags'
  | 'diskUse'
  | 'cellTable'
  | 'theory'
  | 'runsOfCell'
  | 'traces'
  | 'replayRun'
  | 'importTable'
  | 'figures'
  | 'previewSheet'
  | 'exportSheet'
  | 'openRecipe'
  | 'paperVerdicts'
  | 'reproductionReport'
  | 'compare'
  | 'comparisonReport'
  | 'study'
  | 'studyProgress'
  | 'cancelStudy'
  | 'provenance'
> {
  searchLibrary: ServedApi['searchLibrary'];
  /** As of the API; the estimate is for so many engine processes. */
  previewSpec(spec: unknown, processes: number): Promise<SpecPreview>;
  /** As of the API; the times left are for so many engine processes. */
  paperFigures(processes: number): Promise<PaperFigureState[]>;
  /** Validates a spec and draws, reads or finds its data. Rejects with 'bad-spec' or 'bad-data'. */
  openSpec(spec: unknown): Promise<OpenedData>;
  /** The runs that a verification computes again. Rejects with 'incomplete' where none has finished. */
  chooseRuns(id: ExperimentId, choice: VerificationChoice): Promise<RunPlace[]>;
  /** Cancels every study. */
  cancelStudies(): Promise<void>;
  /** Lets go of the archive and, from now on, reads that of another folder; null: of none. */
  readFrom(folder: string | null): Promise<void>;
  close(): Promise<void>;
}

export interface BackgroundOptions {
  /** A reader of the archive as it is now; null while there is none. */
  readonly archive: () => ArchiveReader | null;
  readonly readTable: OpenSpecContext['readTable'];
  /** Closes the archive's reader; from now on `archive` gives that of this folder, or null. */
  readonly readFrom?: (folder: string | null) => void;
  /** Keeps a table's text; says what a spec calls it. */
  readonly keepTable: (name: string, text: string) => Pick<TablePreview, 'file' | 'sha256'>;
  readonly parseTable: (text: string) => string[][];
  readonly freeBytes: () => number;
  readonly printer: SheetPrinter;
  /** Version of the program. */
  readonly program: string;
  /** Lets other requests pass between two slices of work. */
  readonly breathe: () => Promise<void>;
}

/** Rows of an imported table that a preview shows. */
const HEAD_ROWS = 8;

export function createBackground(options: BackgroundOptions): Background {
  const open = (spec: unknown): OpenSpec =>
    openSpec(spec, { archive: options.archive(), readTable: options.readTable });

  /** An archived experiment with its data; null where there is none. */
  const opened = (id: ExperimentId): OpenedExperiment | null => {
    const archive = options.archive();
    const record = archive?.findById(id);
    return archive && record ? openArchived(archive, record) : null;
  };

  const sheets: SheetContext = {
    source: new SheetSource(options.archive, options.breathe),
    printer: options.printer,
    program: options.program,
  };

  const comparing = (): OpenSidesContext => ({
    archive: options.archive(),
    program: options.program,
    breathe: options.breathe,
  });

  const studies = new StudyDesk(options.breathe);

  return {
    openSpec: async (spec) => {
      const { spec: valid, data, dataRecord } = open(spec);
      return { spec: valid, data, dataRecord };
    },
    searchLibrary: async (query) => searchLibrary(options.archive(), query),
    listTags: async () => options.archive()?.listTags() ?? [],
    diskUse: async () => ({
      ...(options.archive()?.diskUse() ?? { archive: 0, freeInside: 0, bin: 0 }),
      freeOnDisk: options.freeBytes(),
    }),
    chooseRuns: async (id, choice) => {
      const archive = options.archive();
      const record = archive?.findById(id);
      return archive && record ? chooseRuns(archive, record, choice) : [];
    },
    provenance: async (id) => {
      const archive = options.archive();
      const record = archive?.findById(id);
      return archive && record ? provenanceOf(archive, record) : null;
    },
    cellTable: async (id) => {
      const archive = options.archive();
      const record = archive?.findById(id);
      return archive && record ? cellTable(plan(record.spec).cells, archive.runs(id)) : null;
    },
    theory: async (id) => {
      const found = opened(id);
      return found && theoryFacts({ ...found, spec: found.record.spec });
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
    replayRun: async (id, place, samples) => {
      const found = opened(id);
      return found && replayRun(found, place, samples, options.breathe);
    },
    figures: (requests) => sheets.source.figures(requests),
    previewSheet: (sheet) => previewSheet(sheets, sheet),
    exportSheet: (sheet, how) => exportSheet(sheets, sheet, how),
    openRecipe: async (file) => openRecipe(sheets, file),
    paperFigures: async (processes) =>
      PAPER_FIGURES.map((figure) => paperFigureState(options.archive(), figure, processes)),
    paperVerdicts: async (figure) => [...paperVerdicts(options.archive(), figure)],
    compare: (comparison) => compare(comparison, comparing()),
    comparisonReport: (comparison, form) => reportComparison(comparison, form, comparing(), sheets),
    reproductionReport: async (form) => reproductionReport(await reproduction(sheets, PAPER_FIGURES), form),
    study: (key, request) =>
      studies.run(key, beginStudy({ archive: options.archive, open, program: options.program }, request)),
    cancelStudies: async () => studies.cancelAll(),
    readFrom: async (folder) => options.readFrom?.(folder),
    studyProgress: async (key) => studies.progress(key),
    cancelStudy: async (key) => studies.cancel(key),
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
  const { spec } = opened;
  const id = experimentId(spec);
  const known = options.archive()?.findById(id) ?? null;
  return {
    ok: true,
    spec,
    id,
    known: known?.deletedAt === null ? known : null,
    theory: theoryFacts(opened),
    ...costOf(opened, options.archive(), processes),
    freeBytes: options.freeBytes(),
  };
}

function costOf(opened: OpenSpec, archive: ArchiveReader | null, processes: number) {
  const { whole, missing, donors } = experimentCost(opened, archive, processes);
  return { estimate: whole, missing, donors };
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
