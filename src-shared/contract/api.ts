import type { Verdict } from '../claims/verdict';
import type { ComparisonAnswer } from '../compare/answer';
import type { Comparison } from '../compare/comparison';
import type { Recipe } from '../drawing/recipe';
import { PALETTES, type FigureFormat, type SheetRequest } from '../drawing/sheet';
import type { AnyFigure, FigureRequest } from '../figures/figure-request';
import type { Powers } from '../figures/format-number';
import type { PaperFigureId } from '../figures/paper-figures';
import type {
  ArchiveCareState,
  ArchiveCheck,
  BackupRecord,
  BackupSchedule,
  Compaction,
  Maintenance,
  Restoration,
} from './care';
import type { MenuCommand } from './menu-commands';
import type { BundlePlan, FolderFile, FolderFileRequest } from './bundles';
import type { Problem } from './errors';
import type { ExperimentId } from './ids';
import type { DiskUse, KeptItem, KeptKind, LibraryAnswer, LibraryQuery, TagCount } from './library';
import type { Adoptable, Provenance } from './provenance';
import type { ExperimentRecord, RunRecord } from './records';
import type { StudyAnswer, StudyKind, StudyProgress, StudyRequest } from './studies';
import type { CellRow } from '../figures/cell-table';
import type { TheoryFacts } from '../figures/theory-facts';
import type { Estimate } from '../experiment/estimate';
import type { ExperimentSpec } from '../experiment/spec';
import type { RunPlace, TraceSeries } from '../training/run-result';

/**
 * What a window may ask of the application: the one contract of every transport. Arguments are checked at the door
 * (api-schemas.ts). Expected failures reject with an ApiFailure; queries of an unknown experiment answer null.
 */
export interface WorkbenchApi {
  about(): Promise<About>;

  /** What the library lists; read off the main thread. Never rejects for a text that is no filter. */
  searchLibrary(query: LibraryQuery): Promise<LibraryAnswer>;
  /** The tags of all experiments that are not in the bin, by name. */
  listTags(): Promise<TagCount[]>;
  diskUse(): Promise<DiskUse>;
  getExperiment(id: ExperimentId): Promise<ExperimentRecord | null>;
  /** A row a cell; read off the main thread. */
  cellTable(id: ExperimentId): Promise<CellRow[] | null>;
  /** Theory and data of an experiment. */
  theory(id: ExperimentId): Promise<TheoryFacts | null>;
  runsOfCell(id: ExperimentId, cell: number): Promise<RunRecord[] | null>;
  /** The recorded traces of a run, in the order of TRACE_QUANTITIES; none where the spec asks for none. */
  traces(id: ExperimentId, place: RunPlace): Promise<TraceSeries[] | null>;
  /**
   * Computes a run again with traces, which by determinism are those of the archived run: about `samples` samples of
   * excess risk, squared distance (of linear networks) and sharpness.
   */
  replayRun(id: ExperimentId, place: RunPlace, samples: number): Promise<TraceSeries[] | null>;

  /** Figures as data, each null where its experiment is not there. */
  figures(requests: readonly FigureRequest[]): Promise<(AnyFigure | null)[]>;
  /** A sheet as it will be printed, with the words that go with it. */
  previewSheet(sheet: SheetRequest): Promise<SheetPreview>;
  /** A sheet as files; the same sheet of the same runs gives the same bytes. */
  exportSheet(sheet: SheetRequest, options: ExportOptions): Promise<ExportedFile[]>;
  /** The recipe that an exported file carries. Rejects where there is none. */
  openRecipe(file: Uint8Array): Promise<OpenedRecipe>;

  /** The figures of the paper, and how much of each is in this data folder. */
  paperFigures(): Promise<PaperFigureState[]>;
  /** What the paper claims of one of its figures, held against the runs in this data folder. */
  paperVerdicts(figure: PaperFigureId): Promise<Verdict[]>;
  /** Archives and queues the experiments of these figures that are not finished. */
  reproduce(figures: readonly PaperFigureId[]): Promise<void>;
  /** Two to six experiments, cells or runs side by side, in numbers; read off the main thread. */
  compare(comparison: Comparison): Promise<ComparisonAnswer>;
  /** A comparison with its figure, as one file that needs no other. */
  comparisonReport(comparison: Comparison, form: 'html' | 'markdown'): Promise<ExportedFile>;

  /** Every figure that is there and every claim, as one file that needs no other. */
  reproductionReport(form: 'html' | 'markdown'): Promise<ExportedFile>;

  /**
   * Computes what may take minutes; `key` names it for the two methods after this one. A study that is under way under the
   * same key is cancelled. Rejects with 'interrupted' once it is.
   */
  study<K extends StudyKind>(key: string, request: StudyRequest<K>): Promise<StudyAnswer<K>>;
  /** Null where none of this key is under way. */
  studyProgress(key: string): Promise<StudyProgress | null>;
  cancelStudy(key: string): Promise<void>;

  /**
   * Writes a bundle, or the runs or traces of an experiment, into the data folder's `exports`, however large. One deed of this
   * kind or of the next three at a time. Rejects with 'interrupted' once it is cancelled, and then leaves nothing.
   */
  saveToFolder(request: FolderFileRequest): Promise<FolderFile>;
  /** A file of that folder, up to LARGEST_FETCHED. */
  fetchFromFolder(name: string): Promise<ExportedFile>;
  /** Takes a part of a bundle, from byte `offset` on, under a name that the window made up; 0 begins anew. */
  receiveBundle(upload: string, offset: number, part: Uint8Array): Promise<void>;
  /** Checks a bundle that was handed over, and says what importing it would do. */
  lookIntoBundle(upload: string): Promise<BundlePlan>;
  /** Brings it in, all of it or nothing. */
  importBundle(upload: string): Promise<BundlePlan>;
  dropBundle(upload: string): Promise<void>;
  /** Of what is under way; null where nothing is. */
  deedProgress(): Promise<StudyProgress | null>;
  cancelDeed(): Promise<void>;

  /** What a spec means: its problems, or its theory, data and cost. Never rejects for a bad spec. */
  previewSpec(spec: unknown): Promise<SpecPreview>;
  /** Keeps the text of a table for specs to import, under its digest; says what is in it. */
  importTable(name: string, text: string): Promise<TablePreview>;

  /**
   * Archives an experiment and queues what it lacks; an experiment that is there already goes on. `from` is the experiment
   * that a new one goes on from. Runs that others have of it are taken over.
   */
  startExperiment(spec: unknown, from?: ExperimentId): Promise<ExperimentRecord>;
  pause(): Promise<void>;
  /** Goes on; where the archive is waited for, tries it again at once. */
  resume(): Promise<void>;
  /** Takes an experiment out of the queue; if it runs, it stops and keeps its finished runs. */
  cancel(id: ExperimentId): Promise<void>;

  /** Where the runs of an experiment come from. */
  provenance(id: ExperimentId): Promise<Provenance | null>;
  /**
   * Queues that a share of an experiment's finished runs is computed again and compared bit for bit; what comes of it is in its
   * provenance. Rejects with 'incomplete' where none has finished.
   */
  verify(id: ExperimentId, share: number): Promise<void>;
  cancelVerification(id: ExperimentId): Promise<void>;

  rename(id: ExperimentId, name: string): Promise<ExperimentRecord>;
  setNotes(id: ExperimentId, notes: string): Promise<void>;

  /* What is done to many: nothing, and a rejection with 'unknown-experiment', where one of them is not there. */
  setStarred(ids: readonly ExperimentId[], starred: boolean): Promise<void>;
  /** Puts experiments away, to be found but not in the way, or takes them back. */
  setArchived(ids: readonly ExperimentId[], archived: boolean): Promise<void>;
  tagExperiments(ids: readonly ExperimentId[], tag: string): Promise<void>;
  untagExperiments(ids: readonly ExperimentId[], tag: string): Promise<void>;
  /** Moves experiments to the bin, from where `restoreExperiments` takes them back; what is queued or runs is cancelled. */
  deleteExperiments(ids: readonly ExperimentId[]): Promise<void>;
  restoreExperiments(ids: readonly ExperimentId[]): Promise<void>;
  /**
   * Takes experiments out of the bin for good. They are out of sight when this resolves; their runs leave the archive
   * little by little. Rejects with 'bad-arguments' where one is not in the bin.
   */
  purgeExperiments(ids: readonly ExperimentId[]): Promise<void>;

  /** What is kept under a name, by name. */
  keptItems(kind: KeptKind): Promise<KeptItem[]>;
  /** In place of what had this name. */
  keepItem(kind: KeptKind, name: string, content: string): Promise<void>;
  forgetItem(kind: KeptKind, name: string): Promise<void>;

  /** What the archive takes of the disk, and its backups. */
  archiveCare(): Promise<ArchiveCareState>;
  /** Copies the archive to where backups go, also while experiments run. */
  backUp(): Promise<BackupRecord>;
  /** Looks for damage; thoroughly, compares indexes and counts with what they stand for. */
  checkArchive(thorough: boolean): Promise<ArchiveCheck>;
  /** Writes the archive anew, without the room that nothing uses. Refused while experiments run. */
  compactArchive(): Promise<Compaction>;
  /** Stops computing and puts a backup, by its name, in place of the archive, which is kept as a backup itself. */
  restoreBackup(name: string): Promise<Restoration>;
  /** Moves everything to another folder, given as an absolute path. Refused while experiments run. */
  moveDataFolder(folder: string): Promise<void>;
  /** Cancels what is done to the archive, where that can be cancelled. */
  cancelMaintenance(): Promise<void>;
  /** Lets a person choose a folder in the system's own dialog; null where none was chosen. Only in the desktop program. */
  chooseFolder(title: string): Promise<string | null>;
  /** Opens another window on the same data folder. Only in the desktop program: a browser has tabs of its own. */
  openWindow(): Promise<void>;

  preferences(): Promise<Preferences>;
  setPreferences(change: Partial<Preferences>): Promise<Preferences>;
  /** Subscribes this client: from now on it is told of changes, latest first and nothing twice. */
  subscribe(): Promise<LiveState>;
}

/** What the application tells a window. Pushes are awaited: a slow reader gets the latest state, not a backlog. */
export interface WorkbenchClient {
  changed(state: LiveState): void;
  /** A command was chosen in the native menu. */
  command(id: MenuCommand): void;
}

export interface About {
  readonly version: string;
  readonly host: 'electron' | 'browser';
  readonly platform: string;
  readonly dataFolder: string;
  /** Cores of this machine: the most engine processes that make sense. */
  readonly cores: number;
}

export type SpecPreview =
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | {
      readonly ok: true;
      /** As it will be archived: defaults filled in, rates and scales of the authors' sweeps in full. */
      readonly spec: ExperimentSpec;
      readonly id: ExperimentId;
      /** The experiment, if this spec was started before. */
      readonly known: ExperimentRecord | null;
      readonly theory: TheoryFacts;
      readonly estimate: Estimate;
      /** Other experiments that have runs of it: starting it takes them over. */
      readonly donors: readonly Adoptable[];
      /** Of the runs that are finished nowhere. */
      readonly missing: Estimate;
      readonly freeBytes: number;
    };

export interface SheetPreview {
  /** A whole SVG document with its fonts; null where no figure of the sheet is there. */
  readonly svg: string | null;
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** What is shown, as plain text, for under the figure. */
  readonly caption: string;
  /** How it was computed: a paragraph for a paper's section on methods. */
  readonly methods: string;
  /** BibTeX of the paper whose results are drawn. */
  readonly bibtex: string;
  /** What will not look as wished, as sentences: words that do not fit, runs that are missing. */
  readonly warnings: readonly string[];
}

export interface ExportOptions {
  readonly formats: readonly FigureFormat[];
  /** Name of the files, without an ending; null for one made of what is shown. */
  readonly name: string | null;
  /** Of PNG: dots an inch. */
  readonly dpi: number;
}

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface OpenedRecipe {
  readonly recipe: Recipe;
  /** Those of its experiments that are in this data folder. */
  readonly known: readonly ExperimentRecord[];
}

export interface PaperFigureState {
  readonly figure: PaperFigureId;
  /** In the order of the paper. */
  readonly panels: readonly PaperPanelState[];
  /** Experiments that it needs, by preset. */
  readonly needs: readonly PaperNeed[];
}

export interface PaperPanelState {
  /** "1a"; "3 (heatmap)" for what the paper does not print. */
  readonly id: string;
  /** Null while its experiment is not in this data folder. */
  readonly request: FigureRequest | null;
}

export interface PaperNeed {
  readonly preset: string;
  /** Null where it was never started. */
  readonly experiment: ExperimentRecord | null;
  /** Of the missing runs, with the processes that are set. */
  readonly seconds: number;
}

export interface TablePreview {
  /** What the spec's `data.file` is to be. */
  readonly file: string;
  readonly sha256: string;
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** The first rows, as text. */
  readonly head: readonly (readonly string[])[];
}

export const THEMES = ['system', 'light', 'dark'] as const;
export { PALETTES };
export type { TheoryFacts };

/** Significant digits that numbers may be shown with. */
export const DIGITS = [3, 4, 5, 6] as const;

export interface Preferences {
  readonly theme: (typeof THEMES)[number];
  readonly palette: (typeof PALETTES)[number];
  /** Engine processes; takes effect with the next experiment. */
  readonly processes: number;
  /** Significant digits of measured numbers on the screen; exports have their own. */
  readonly digits: (typeof DIGITS)[number];
  /** How powers of ten are written on the screen. */
  readonly powers: Powers;
  readonly backupSchedule: BackupSchedule;
  /** Scheduled backups that are kept: the newest. */
  readonly backupKeep: number;
  /** Absolute; null: the folder "backups" of the data folder. */
  readonly backupFolder: string | null;
}

/** Counts of one cell of the running experiment, in this order. */
export const LIVE_COUNTS = [
  'converged',
  'cycling',
  'collapsed',
  'diverged',
  'stepLimit',
  'failed',
  'asPublished',
] as const;

/** What moves, small enough to be sent ten times a second. */
export interface LiveState {
  /** Rises whenever the list of experiments, one of its records or an item kept under a name changed. */
  readonly libraryRevision: number;
  /** First the one that runs, then those that wait. */
  readonly queue: readonly QueueEntry[];
  /** The experiment whose runs are computed; null where none is, or one is verified. */
  readonly running: LiveExperiment | null;
  readonly verifying: LiveVerification | null;
  /** What is done to the archive as a whole; null where nothing is. */
  readonly maintenance: Maintenance | null;
  /** Latest last, at most 200. */
  readonly log: readonly LogEntry[];
}

/** What engines do for an experiment. */
export type QueueDeed = 'compute' | 'verify';

export interface QueueEntry {
  readonly id: ExperimentId;
  readonly name: string;
  readonly deed: QueueDeed;
}

/** How far a verification is. */
export interface LiveVerification {
  readonly id: ExperimentId;
  readonly name: string;
  readonly phase: LiveExperiment['phase'];
  /** Runs that are computed again, and those of them that were compared, and that came out differently. */
  readonly asked: number;
  readonly checked: number;
  readonly differing: number;
  readonly steps: number;
  readonly stepsToDo: number;
  readonly secondsLeft: number | null;
  readonly engineProcesses: number;
}

export interface LiveExperiment {
  readonly id: ExperimentId;
  readonly name: string;
  /** waiting: the archive takes nothing for now; it goes on by itself. */
  readonly phase: 'running' | 'paused' | 'waiting';
  /** Null but for the phase 'waiting'. */
  readonly waiting: ArchiveWait | null;
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
  readonly steps: number;
  readonly stepsToDo: number;
  readonly stepsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly engineProcesses: number;
  /** When the last results came from an engine, in milliseconds since 1970; null before the first. */
  readonly lastResultAt: number | null;
  /** cell · LIVE_COUNTS.length + position in LIVE_COUNTS; `asPublished` counts divergence as the authors do. */
  readonly counts: Uint32Array;
}

/** Why finished runs cannot be kept for now, and what would change that. */
export interface ArchiveWait {
  readonly code: string;
  /** What is waited for, in a few words: "room on the disk". */
  readonly what: string;
  /** A sentence that says more: how much is to be written, how much is free. */
  readonly detail: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

export interface LogEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}

/** How an expected failure crosses a transport. */
export interface ApiFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
}
