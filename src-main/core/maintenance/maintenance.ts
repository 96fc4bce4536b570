import { isAbsolutePath } from './paths';
import type { LogEntry } from '@shared/contract/live-state';
import type { Preferences } from '@shared/contract/preferences';
import type { WorkbenchApi } from '@shared/contract/api';
import type { BackupRecord, MaintenanceKind } from '@shared/contract/care';
import { WorkbenchError } from '@shared/contract/errors';
import type { ArchiveCare, CareJob, Clock, ReadyChange } from '../ports';
import { isBackupDue } from './backup-schedule';
import { archiveBusy, begin, progressed, type MaintenanceState } from './maintenance-state';
import type { QuietableBackground } from './quiet-background';

export type MaintenanceApi = Pick<
  WorkbenchApi,
  | 'archiveCare'
  | 'backUp'
  | 'checkArchive'
  | 'compactArchive'
  | 'restoreBackup'
  | 'moveDataFolder'
  | 'cancelMaintenance'
>;

export interface MaintenanceOptions {
  readonly care: ArchiveCare;
  readonly quiet: QuietableBackground;
  readonly clock: Clock;
  readonly preferences: () => Preferences;
  /** Whether experiments are computed or wait to be. */
  readonly computing: () => boolean;
  /** Stops computing; what was queued stays queued in the archive. */
  readonly stopComputing: () => Promise<void>;
  readonly changed: () => void;
  readonly libraryChanged: () => void;
  readonly say: (level: LogEntry['level'], text: string) => void;
}

/** How often to look whether a backup is due, in milliseconds. */
const LOOK_MS = 60_000;

/** Backups, checks, compaction, restoring and moving: one at a time, while windows look on. */
export class ArchiveMaintenance {
  #state: MaintenanceState = null;
  #abort = new AbortController();
  #underWay: Promise<unknown> = Promise.resolve();
  readonly #stopTimer: () => void;

  constructor(private readonly options: MaintenanceOptions) {
    this.#stopTimer = options.clock.every(LOOK_MS, () => this.#backUpIfDue());
  }

  state(): MaintenanceState {
    return this.#state;
  }

  /** Throws 'archive-busy' while what is done to the archive lets nobody write. */
  requireWritable(): void {
    if (this.#state?.blocksWriting === true) throw archiveBusy(this.#state.kind);
  }

  /** Cancels what can be cancelled and waits for the rest. */
  async close(): Promise<void> {
    this.#stopTimer();
    this.#abort.abort();
    await this.#underWay.catch(() => undefined);
  }

  readonly api: MaintenanceApi = {
    archiveCare: async () => this.options.care.state(this.options.preferences().backupFolder),
    backUp: () => this.#backUp('manual'),
    checkArchive: (thorough) =>
      this.#run('check', async () => {
        const result = await this.options.care.check(thorough);
        if (result.ok) this.options.say('info', 'The archive was checked: it is sound.');
        else this.options.say('error', `The archive is damaged: ${result.problems[0]!}`);
        return result;
      }),
    compactArchive: () =>
      this.#run('compact', async (job) => {
        const sizes = await this.#replace(await this.options.care.prepareCompaction(job));
        this.options.say(
          'info',
          `Compacted the archive: ${megabytes(sizes.before - sizes.after)} were freed.`,
        );
        return sizes;
      }),
    restoreBackup: async (name) => {
      const { care } = this.options;
      const backup = care
        .state(this.options.preferences().backupFolder)
        .backups.find((candidate) => candidate.name === name);
      if (backup === undefined) {
        throw new WorkbenchError(
          'bad-arguments',
          `There is no backup ${name}.`,
          'Choose one that is listed.',
        );
      }
      if (this.#state !== null) throw archiveBusy(this.#state.kind);
      await this.options.stopComputing();
      return this.#run('restore', async (job) => {
        const done = await this.#replace(await care.prepareRestore(backup.file, job));
        const kept = done.setAside === null ? '' : `; what was there is kept as ${done.setAside.name}`;
        this.options.say('info', `Restored the backup of ${backup.at}${kept}.`);
        return done;
      });
    },
    moveDataFolder: async (folder) => {
      if (!isAbsolutePath(folder)) {
        throw new WorkbenchError(
          'bad-arguments',
          `${folder} is no whole path.`,
          'Give the path of the folder from the root of its disk.',
        );
      }
      await this.#run('move', async (job) => {
        const { remembered } = await this.#replace(await this.options.care.prepareMove(folder, job));
        const next = remembered
          ? 'The next start finds it there.'
          : `Start with --data-dir ${folder} from now on.`;
        this.options.say('info', `Moved the data folder to ${folder}. ${next}`);
      });
    },
    cancelMaintenance: async () => {
      if (this.#state?.cancellable === true) this.#abort.abort();
    },
  };

  async #run<T>(kind: MaintenanceKind, work: (job: CareJob) => Promise<T>): Promise<T> {
    const { care, computing, changed } = this.options;
    const state = begin(this.#state, kind, computing());
    this.#state = state;
    this.#abort = new AbortController();
    if (state.blocksWriting) care.blockWriting(archiveBusy(kind));
    changed();
    const job: CareJob = {
      signal: this.#abort.signal,
      onProgress: (done) => {
        this.#state = progressed(this.#state, done);
        changed();
      },
    };
    const done = work(job).finally(() => {
      this.#state = null;
      care.blockWriting(null);
      changed();
    });
    this.#underWay = done;
    return done;
  }

  /** The moment in which the archive is another one. */
  async #replace<T>(ready: ReadyChange<T>): Promise<T> {
    const { quiet, care, libraryChanged } = this.options;
    if (this.#abort.signal.aborted) {
      ready.discard();
      throw new WorkbenchError('interrupted', 'It was cancelled; nothing was changed.');
    }
    try {
      return await quiet.quietly(
        () => ready.putInPlace(),
        () => care.folder(),
      );
    } catch (error) {
      ready.discard();
      throw error;
    } finally {
      libraryChanged();
    }
  }

  #backUp(kind: 'manual' | 'scheduled'): Promise<BackupRecord> {
    const { care, preferences, say } = this.options;
    return this.#run('backup', async (job) => {
      const { backupFolder, backupKeep } = preferences();
      const record = await care.backUp(backupFolder, kind, job);
      const pruned = care.pruneBackups(backupFolder, backupKeep);
      const also = pruned > 0 ? ` ${pruned} older ${pruned === 1 ? 'one was' : 'ones were'} removed.` : '';
      say('info', `Backed up the archive to ${record.file}.${also}`);
      return record;
    });
  }

  #backUpIfDue(): void {
    const { care, preferences, say } = this.options;
    if (this.#state !== null) return;
    const { backupSchedule, backupFolder } = preferences();
    if (backupSchedule === 'off') return;
    let due: boolean;
    try {
      const { backups } = care.state(backupFolder);
      due = isBackupDue(backupSchedule, backups, care.lastWritten(), Date.now());
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      this.#sayOnce(`No backup could be made: ${error.message}`);
      return;
    }
    if (!due) return;
    this.#backUp('scheduled').then(
      () => (this.#said = null),
      (error: unknown) => {
        if (!(error instanceof WorkbenchError)) say('error', `No backup could be made: ${String(error)}`);
        else if (error.code !== 'interrupted') this.#sayOnce(`No backup could be made: ${error.message}`);
      },
    );
  }

  #said: string | null = null;

  /** What goes wrong every minute is said once. */
  #sayOnce(text: string): void {
    if (this.#said === text) return;
    this.#said = text;
    this.options.say('warning', text);
  }
}

function megabytes(bytes: number): string {
  return `${(Math.max(0, bytes) / 1e6).toFixed(1)} MB`;
}

/** Where there is nothing to do it with. */
export const NO_MAINTENANCE: MaintenanceApi = Object.fromEntries(
  (
    [
      'archiveCare',
      'backUp',
      'checkArchive',
      'compactArchive',
      'restoreBackup',
      'moveDataFolder',
      'cancelMaintenance',
    ] as const
  ).map((name) => [
    name,
    () => Promise.reject(new WorkbenchError('bad-arguments', 'This archive cannot be maintained from here.')),
  ]),
) as unknown as MaintenanceApi;
