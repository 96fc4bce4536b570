import type { ExportedFile } from '@shared/contract/sheets';
import type { Preferences } from '@shared/contract/preferences';
import type {
  ArchiveCareState,
  ArchiveCheck,
  BackupKind,
  BackupRecord,
  Compaction,
  Restoration,
} from '@shared/contract/care';
import type { WorkbenchError } from '@shared/contract/errors';
import type { EngineRequest, EngineReply } from '@shared/contract/engine-protocol';
import type { Drawing, FontMetrics } from '@shared/drawing/drawing';
import type { Sheet } from '@shared/drawing/lay-out-sheet';
import type { Recipe, UncheckedRecipe } from '@shared/drawing/recipe';
import type { FigureFormat, PrintStyle } from '@shared/drawing/sheet';
import type { AnyFigure } from '@shared/figures/figure-request';

/**
 * What the application needs of the outside. The store, the engine processes and the clock implement these; the
 * core knows nothing else of them.
 */

/** One engine process, behind whatever starts it. */
export interface EngineProcess {
  readonly pid: number | undefined;
  send(request: EngineRequest): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

export interface EngineEvents {
  reply(reply: EngineReply): void;
  /** The process is gone; `reason` says how, in a few words. Called once, after every reply. */
  gone(reason: string): void;
}

export type EngineLauncher = (events: EngineEvents) => EngineProcess;

/** What a person chose, kept between starts. */
export interface PreferenceStore {
  get(): Preferences;
  /** Keeps a change and gives the whole. */
  set(change: Partial<Preferences>): Preferences;
}

/** A sheet that was laid out, with what its files are to say. */
export interface PrintJob {
  readonly drawing: Drawing;
  /** Of each figure: where the plots of its panels stand on the drawing. */
  readonly plots: Sheet['plots'];
  readonly figures: readonly AnyFigure[];
  readonly style: PrintStyle;
  readonly recipe: Recipe;
  readonly formats: readonly FigureFormat[];
  /** Of PNG: dots an inch. */
  readonly dpi: number;
  /** Of the files, without an ending. */
  readonly name: string;
}

/** Makes files of drawings. */
export interface SheetPrinter {
  metrics(): Promise<FontMetrics>;
  /** An SVG document that carries its fonts. */
  picture(drawing: Drawing): Promise<string>;
  files(job: PrintJob): Promise<ExportedFile[]>;
  /** The recipe that a file carries. Throws 'bad-arguments' where there is none. */
  readRecipe(file: Uint8Array): UncheckedRecipe;
}

export interface Clock {
  /** Milliseconds on a monotonic clock. */
  now(): number;
  /** Calls back every `milliseconds` until the returned function is called. */
  every(milliseconds: number, callback: () => void): () => void;
}

/** What a long piece of work on the archive is given. */
export interface CareJob {
  readonly signal: AbortSignal;
  /** From 0 to 1; null where nobody can say. */
  readonly onProgress: (done: number | null) => void;
}

/** A new archive that lies ready beside the present one. */
export interface ReadyChange<T> {
  /** Closes the archive, puts the new one in its place in one step, and opens it. Nobody else may have it open. */
  putInPlace(): T;
  /** Takes it away again. */
  discard(): void;
}

/** What can be done to the archive as a whole. Long work happens off the main thread. */
export interface ArchiveCare {
  /** The data folder, absolute. */
  folder(): string;
  /** `backupFolder`: null for the folder that is there for them. */
  state(backupFolder: string | null): ArchiveCareState;
  /** When the archive was last written, in milliseconds since 1970; null where there is none. */
  lastWritten(): number | null;
  /** Refuses to write to the archive, with this error, until told null; questions are answered. */
  blockWriting(refusal: WorkbenchError | null): void;
  check(thorough: boolean): Promise<ArchiveCheck>;
  backUp(backupFolder: string | null, kind: BackupKind, job: CareJob): Promise<BackupRecord>;
  /** Removes scheduled backups beyond the newest `keep`; says how many. */
  pruneBackups(backupFolder: string | null, keep: number): number;
  prepareCompaction(job: CareJob): Promise<ReadyChange<Compaction>>;
  /** `file`: a backup, absolute. */
  prepareRestore(file: string, job: CareJob): Promise<ReadyChange<Restoration>>;
  /** Moves the whole data folder; `remembered`: whether the next start finds it by itself. */
  prepareMove(folder: string, job: CareJob): Promise<ReadyChange<{ readonly remembered: boolean }>>;
}

export type {
  ArchiveReader,
  ArchiveWriter,
  LibrarySearch,
  NewExperiment,
  RunKeeper,
  RunsToAdopt,
} from './archive-ports';
export type {
  BundledExperiment,
  BundleDatabaseReader,
  BundleDatabaseWriter,
  ImportWriter,
  IncomingExperiment,
  Pace,
} from './bundle-ports';
