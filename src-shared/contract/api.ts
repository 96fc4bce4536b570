import type { Verdict } from '../claims/verdict';
import type { ComparisonAnswer } from '../compare/answer';
import type { Comparison } from '../compare/comparison';
import type { SheetRequest } from '../drawing/sheet';
import type { Estimate } from '../experiment/estimate';
import type { ExperimentSpec } from '../experiment/spec';
import type { CellRow } from '../figures/cell-table';
import type { AnyFigure, FigureRequest } from '../figures/figure-request';
import type { PaperFigureId } from '../figures/paper-figures';
import type { TheoryFacts } from '../figures/theory-facts';
import type { RunPlace, TraceSeries } from '../training/run-result';
import type { BundlePlan, FolderFile, FolderFileRequest } from './bundles';
import type { ArchiveCareState, ArchiveCheck, BackupRecord, Compaction, Restoration } from './care';
import type { Problem } from './errors';
import type { ExperimentId } from './ids';
import type { DiskUse, KeptItem, KeptKind, LibraryAnswer, LibraryQuery, TagCount } from './library';
import type { LiveState } from './live-state';
import type { MenuCommand } from './menu-commands';
import type { PaperFigureState } from './paper-state';
import type { Preferences } from './preferences';
import type { Adoptable, Provenance } from './provenance';
import type { ExperimentRecord, RunRecord } from './records';
import type { ExportedFile, ExportOptions, OpenedRecipe, SheetPreview } from './sheets';
import type { StudyAnswer, StudyKind, StudyProgress, StudyRequest } from './studies';

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

export interface TablePreview {
  /** What the spec's `data.file` is to be. */
  readonly file: string;
  readonly sha256: string;
  readonly columns: readonly string[];
  readonly rowCount: number;
  /** The first rows, as text. */
  readonly head: readonly (readonly string[])[];
}

/** How an expected failure crosses a transport. */
export interface ApiFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
}
