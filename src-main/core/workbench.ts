import type { About } from '@shared/contract/api';
import type { LiveState, LogEntry } from '@shared/contract/live-state';
import type { Preferences } from '@shared/contract/preferences';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ServedApi } from '@shared/contract/packed';
import type { Machine } from '@shared/contract/provenance';
import type { ExperimentRecord } from '@shared/contract/records';
import { findPreset } from '@shared/experiment/presets';
import type { Background } from './background';
import { DeedDesk, type DeedHost } from './deed-desk';
import { ExperimentQueue } from './experiment-queue';
import { findExperiment } from './find-experiment';
import { keptOnTheWay } from './kept-verdicts';
import { libraryDeeds } from './library-deeds';
import { presetsOf } from './paper';
import { ArchiveMaintenance, NO_MAINTENANCE } from './maintenance/maintenance';
import { quietable } from './maintenance/quiet-background';
import type { ArchiveCare, ArchiveWriter, Clock, EngineLauncher, PreferenceStore } from './ports';
import { Purger } from './purge';
import { archiveExperiment } from './start-experiment';

export interface WorkbenchOptions {
  readonly about: About;
  readonly archive: ArchiveWriter;
  readonly background: Background;
  /** Without it, nothing is done to the archive as a whole. */
  readonly care?: ArchiveCare;
  /** The system's dialog for choosing a folder, where the host has one. */
  readonly chooseFolder?: (title: string) => Promise<string | null>;
  /** Opens another window, where the host can. */
  readonly openWindow?: () => void;
  /** What happened while the archive was opened, for the log. */
  readonly opening?: readonly string[];
  readonly launch: EngineLauncher;
  readonly clock: Clock;
  readonly preferences: PreferenceStore;
  /** Bundles and files of data; none where a host has no threads for them. */
  readonly deeds?: DeedHost;
  /** Bytes left on the disk of the archive. */
  readonly freeBytes?: () => number;
  readonly machine: Machine;
}

/** The application behind a window: what hosts serve. */
export interface Workbench {
  readonly api: ServedApi;
  readonly state: () => LiveState;
  /** Calls back after every change of the state; returns how to stop that. */
  readonly onChanged: (listener: () => void) => () => void;
  /** Stops computing, keeps what is finished, and lets go of the data folder. */
  readonly close: () => Promise<void>;
}

/** Entries of the log that a window can show. */
const LOG_LENGTH = 200;

export function createWorkbench(options: WorkbenchOptions): Workbench {
  const { about, archive, preferences, care } = options;
  const quiet = quietable(options.background);
  const { background } = quiet;
  const listeners = new Set<() => void>();
  const log: LogEntry[] = [];
  let libraryRevision = 0;
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const libraryChanged = (): void => {
    libraryRevision += 1;
    notify();
  };
  const say = (level: LogEntry['level'], text: string): void => {
    log.push({ at: new Date().toISOString(), level, text });
    if (log.length > LOG_LENGTH) log.shift();
    notify();
  };
  for (const text of options.opening ?? []) say('info', text);
  try {
    archive.queueInterrupted();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    say('warning', `What was interrupted still stands as running: ${error.message}`);
  }
  const queue = new ExperimentQueue({
    ...options,
    background,
    processes: () => preferences.get().processes,
    changed: notify,
    libraryChanged,
    say,
  });

  const maintenance =
    care === undefined
      ? null
      : new ArchiveMaintenance({
          care,
          quiet,
          clock: options.clock,
          preferences: () => preferences.get(),
          computing: () => queue.busy || deeds.busy,
          stopComputing: () => queue.stop(),
          changed: notify,
          libraryChanged,
          say,
        });
  const deeds = new DeedDesk(options.deeds ?? null, {
    begin: () => maintenance?.requireWritable(),
    ended: () => {
      purger.wake();
      libraryChanged();
    },
  });
  const purger = new Purger({
    archive,
    done: () => say('info', 'What was purged is deleted; its room is free for new runs.'),
    failed: (error) => {
      if (!(error instanceof WorkbenchError)) throw error;
      say('warning', `What was purged is not deleted yet: ${error.message}`);
    },
  });
  purger.start();

  const find = (id: ExperimentId): ExperimentRecord => {
    const found = archive.findById(id);
    if (found !== null) return found;
    throw new WorkbenchError('unknown-experiment', 'This experiment is not in the data folder.');
  };

  const start = async (spec: unknown, from?: ExperimentId): Promise<ExperimentRecord> => {
    maintenance?.requireWritable();
    const opened = await background.openSpec(spec);
    const record = archiveExperiment(archive, opened, about.version, from);
    if (record.deletedAt !== null) archive.setDeleted([record.id], false);
    queue.add(record.id);
    libraryChanged();
    return find(record.id);
  };

  const api: Workbench['api'] = {
    ...(maintenance?.api ?? NO_MAINTENANCE),
    about: async () => ({ ...about, dataFolder: care?.folder() ?? about.dataFolder }),
    chooseFolder: async (title) => {
      if (options.chooseFolder !== undefined) return options.chooseFolder(title);
      throw new WorkbenchError('bad-arguments', 'There is no dialog for folders here.', 'Type its path.');
    },
    openWindow: async () => {
      if (options.openWindow === undefined)
        throw new WorkbenchError(
          'bad-arguments',
          'This host opens no windows.',
          'Open the address of this page in another tab.',
        );
      options.openWindow();
    },
    searchLibrary: (query) => background.searchLibrary(query),
    listTags: () => background.listTags(),
    diskUse: () => background.diskUse(),
    getExperiment: async (id) => {
      const found = archive.findById(id);
      return found?.deletedAt === null ? found : null;
    },
    cellTable: (id) => background.cellTable(id),
    theory: (id) => background.theory(id),
    runsOfCell: (id, cell) => background.runsOfCell(id, cell),
    traces: (id, place) => background.traces(id, place),
    replayRun: (id, place, samples) => background.replayRun(id, place, samples),
    figures: (requests) => background.figures(requests),
    previewSheet: (sheet) => background.previewSheet(sheet),
    exportSheet: (sheet, how) => background.exportSheet(sheet, how),
    openRecipe: (file) => background.openRecipe(file),
    paperFigures: () => background.paperFigures(preferences.get().processes),
    paperVerdicts: (figure) => background.paperVerdicts(figure),
    compare: (comparison) => background.compare(comparison),
    comparisonReport: (comparison, form) => background.comparisonReport(comparison, form),
    reproductionReport: (form) => background.reproductionReport(form),
    reproduce: async (figures) => {
      for (const preset of new Set(figures.flatMap(presetsOf))) {
        const known = findExperiment(archive, preset);
        if (known?.status !== 'finished' || known.deletedAt !== null) await start(findPreset(preset)!.spec);
      }
    },
    study: async (key, request) => {
      const answer = await background.study(key, request);
      return keptOnTheWay(request, answer, { archive, say });
    },
    studyProgress: (key) => background.studyProgress(key),
    cancelStudy: (key) => background.cancelStudy(key),
    previewSpec: (spec) => background.previewSpec(spec, preferences.get().processes),
    importTable: async (name, text) => {
      maintenance?.requireWritable();
      return background.importTable(name, text);
    },

    startExperiment: start,
    pause: async () => queue.pause(),
    resume: async () => queue.resume(),
    cancel: async (id) => queue.cancel(id),

    provenance: (id) => background.provenance(id),
    verify: async (id, share) => {
      const record = find(id);
      const choice = { share, seed: archive.verifications(id).length };
      queue.addVerification(record, choice, await background.chooseRuns(id, choice));
      notify();
    },
    cancelVerification: async (id) => {
      await queue.cancel(id, 'verify');
      notify();
    },

    rename: async (id, name) => {
      const own = find(id);
      const other = archive.findByName(name);
      if (other !== null && other.id !== id) {
        throw new WorkbenchError(
          'bad-arguments',
          `Another experiment is called "${name}".`,
          'Choose another name.',
        );
      }
      if (own.name !== name) archive.rename(id, name);
      libraryChanged();
      return find(id);
    },
    setNotes: async (id, notes) => {
      find(id);
      archive.setNotes(id, notes);
      libraryChanged();
    },
    ...deeds.api,
    ...libraryDeeds({ archive, queue, purger, libraryChanged }),

    preferences: async () => preferences.get(),
    setPreferences: async (change: Partial<Preferences>) => preferences.set(change),
  };

  return {
    api,
    state: () => ({
      libraryRevision,
      log: [...log],
      maintenance: maintenance?.state() ?? null,
      ...queue.state(),
    }),
    onChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await maintenance?.close();
      await queue.close();
      await deeds.close();
      purger.stop();
      await background.close();
      archive.close();
    },
  };
}
