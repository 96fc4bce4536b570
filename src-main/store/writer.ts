import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import type { ArchiveWriter, ImportWriter, IncomingExperiment } from '../core/ports';
import { connectToWrite, prepareToWrite, type Connection, type ConnectionOptions } from './connection';
import { copyBefore, type LayoutUpdate } from './copy-before-update';
import { guarded, translated } from './failures';
import { archiveFile } from './files';
import { mergeCommands } from './bundle/merge-runs';
import { importCommands } from './bundle/write-imports';
import { ensureFolder } from './folder';
import { layoutOf } from './identity';
import { latestLayout, migrate } from './migrate';
import { purgeCommands } from './purge-experiments';
import { questionsTo } from './questions-to';
import { QUESTIONS } from './questions';
import { runRecorder } from './record-runs';
import { markWriter } from './unclean-exit';
import { adoptionCommands } from './adopt-runs';
import { checkpointCommands } from './write-checkpoints';
import { experimentCommands } from './write-experiments';
import { itemCommands } from './write-items';
import { provenanceCommands } from './write-provenance';
import { verdictCommands } from './write-verdicts';

export interface WriterOptions extends ConnectionOptions {
  /** The time that is recorded; the system's unless told. */
  readonly now?: () => Date;
  /** Called before each write; what it throws refuses it. */
  readonly beforeWrite?: () => void;
  /** Told when an archive of an older layout was brought up to date. */
  readonly onUpdated?: (update: LayoutUpdate) => void;
}

/**
 * Opens the archive of a data folder for writing, making folder and archive where they are missing and bringing an
 * older layout up to date.
 * @throws WorkbenchError 'folder-unusable', 'store-foreign', 'store-newer', 'store-damaged', 'store-locked', 'disk-full'.
 */
export function openArchiveWriter(folder: string, options: WriterOptions = {}): ArchiveWriter & ImportWriter {
  ensureFolder(folder);
  const path = archiveFile(folder);
  const database = guarded(path, () => connectToWrite(path, options));
  let unmark = (): void => undefined;
  try {
    // Before anything is written: a file that is not ours stays as it is.
    const layout = layoutOf(database, path, latestLayout());
    unmark = markWriter(folder);
    prepareToWrite(database, options);
    const update = layout === null || layout === latestLayout() ? null : copyBefore(database, folder, layout);
    migrate(database, path);
    if (update !== null) options.onUpdated?.(update);
    return writerOf(database, folder, unmark, options);
  } catch (error) {
    database.close();
    unmark();
    throw translated(error, path);
  }
}

function writerOf(
  database: Connection,
  folder: string,
  unmark: () => void,
  options: WriterOptions,
): ArchiveWriter & ImportWriter {
  const path = archiveFile(folder);
  const questions = questionsTo(database, folder, options);
  const { now = () => new Date() } = options;
  const commands = experimentCommands(database, () => now().toISOString());
  const recorder = runRecorder(database);
  const checkpoints = checkpointCommands(database);
  const verdicts = verdictCommands(database);
  const items = itemCommands(database, () => now().toISOString());
  const time = (): string => now().toISOString();
  const merging = mergeCommands(database, time);
  const purging = purgeCommands(database, merging);
  const provenance = provenanceCommands(database, time);
  const adoption = adoptionCommands(database, time);
  const imports = importCommands(
    database,
    recorder,
    (record, data) => commands.keepDataSet(record, data),
    merging,
  );
  const find = database.prepare<[string], number>(QUESTIONS.keyOfExperiment).pluck();

  const keyOf = (id: ExperimentId): number => {
    const key = find.get(id);
    if (key !== undefined) return key;
    throw new WorkbenchError(
      'unknown-experiment',
      `There is no experiment ${id} in ${path}.`,
      'List the experiments to see which there are.',
    );
  };
  const inTransaction = database.transaction((write: () => void) => write());
  // Immediate: the lock is waited for at the start, not refused half-way.
  const write = (action: () => void): void => {
    options.beforeWrite?.();
    guarded(path, () => inTransaction.immediate(action));
  };
  const toEach = (ids: readonly ExperimentId[], action: (key: number) => void): void =>
    write(() => {
      for (const id of ids) action(keyOf(id));
    });
  const writeRuns = (action: () => void): void => {
    try {
      write(action);
    } catch (error) {
      recorder.forget();
      throw error;
    }
  };

  return {
    ...questions,
    keepDataSet: (record, data) => write(() => commands.keepDataSet(record, data)),
    createExperiment: (experiment) => write(() => commands.createExperiment(experiment)),
    setStatus: (id, status) =>
      write(() => {
        const key = keyOf(id);
        commands.setStatus(key, status);
        if (status === 'finished') checkpoints.dropAll(key);
      }),
    queueInterrupted: () => write(() => commands.queueInterrupted()),
    forgetFailures: (id) => write(() => commands.forgetFailures(keyOf(id))),
    recordRuns: (id, results, failures) =>
      writeRuns(() => {
        const key = keyOf(id);
        recorder.record(key, results, failures);
        checkpoints.dropOfEnded(key);
      }),
    saveCheckpoint: (id, place, content) => write(() => checkpoints.save(keyOf(id), place, content)),
    keepVerdicts: (id, kept) => write(() => verdicts.keep(keyOf(id), kept)),
    rename: (id, name) => write(() => commands.rename(keyOf(id), name)),
    setDeleted: (ids, deleted) => toEach(ids, (key) => commands.setDeleted(key, deleted)),
    setStarred: (ids, starred) => toEach(ids, (key) => commands.setStarred(key, starred)),
    setArchived: (ids, archived) => toEach(ids, (key) => commands.setArchived(key, archived)),
    adoptRuns(id, runs) {
      let adopted = 0;
      write(() => {
        const donor = find.get(runs.donor);
        adopted = donor === undefined ? 0 : adoption.adopt(keyOf(id), donor, runs);
      });
      return adopted;
    },
    beginSession(id, session) {
      let key = 0;
      write(() => (key = provenance.beginSession(keyOf(id), session)));
      return key;
    },
    endSession: (session, work) =>
      write(() => {
        const experiment = provenance.endSession(session, work);
        if (experiment !== null) commands.addKernelSeconds(experiment, work.kernelSeconds);
      }),
    keepVerification: (id, verification) => write(() => provenance.keepVerification(keyOf(id), verification)),
    setNotes: (id, notes) => write(() => commands.setNotes(keyOf(id), notes)),
    addTag: (ids, tag) => toEach(ids, (key) => commands.addTag(key, tag)),
    removeTag: (ids, tag) => toEach(ids, (key) => commands.removeTag(key, tag)),
    purge: (ids) =>
      toEach(ids, (key) => {
        if (!purging.isInBin(key)) throw notInBin();
        purging.hide(key);
      }),
    abandonImports: () => write(() => purging.abandonImports()),
    purgeFor(milliseconds) {
      let left = false;
      write(() => {
        left = purging.purgeFor(milliseconds);
      });
      return left;
    },
    keepItem: (item) => write(() => items.keep(item)),
    forgetItem: (kind, name) => write(() => items.forget(kind, name)),
    beginImport(experiment, record, data) {
      let incoming: IncomingExperiment | null = null;
      write(() => (incoming = imports.beginImport(experiment, record, data)));
      return incoming!;
    },
    recordImported: (incoming, results) => writeRuns(() => imports.recordImported(incoming, results)),
    showImported: (incoming, nameFor) => write(() => imports.showImported(incoming, nameFor)),
    mergeFor(milliseconds) {
      const end = performance.now() + milliseconds;
      let left = false;
      write(() => {
        do left = merging.step();
        while (left && performance.now() < end);
      });
      return left;
    },
    close() {
      questions.close();
      unmark();
    },
  };
}

function notInBin(): WorkbenchError {
  return new WorkbenchError(
    'bad-arguments',
    'Only experiments that are in the bin can be purged.',
    'Move them to the bin first; nothing was changed.',
  );
}
