import type { ArchiveReader } from '../core/ports';
import { connectToRead, type Connection, type ConnectionOptions } from './connection';
import { guarded, translated } from './failures';
import { archiveFile } from './files';
import { checkpointQuestions } from './read-checkpoints';
import { dataSetQuestions } from './read-data-sets';
import { experimentQuestions } from './read-experiments';
import { libraryQuestions } from './read-library';
import { provenanceQuestions } from './read-provenance';
import { runQuestions, singleRunQuestions } from './read-runs';
import { traceQuestions } from './read-traces';
import { verdictQuestions } from './read-verdicts';
import { isRunnerActive } from './runner-lock';

/** All questions to the archive that `database` is connected to; closing them closes it. */
export function questionsTo(database: Connection, folder: string, options: ConnectionOptions): ArchiveReader {
  const path = archiveFile(folder);
  const experiments = experimentQuestions(database, path, () => isRunnerActive(folder));
  const library = libraryQuestions(database, () => isRunnerActive(folder));
  const runs = runQuestions(() => connectToRead(path, options));
  const single = singleRunQuestions(database);
  const provenance = provenanceQuestions(database);
  const traces = traceQuestions(database, path);
  const checkpoints = checkpointQuestions(database);
  const verdicts = verdictQuestions(() => connectToRead(path, options));
  const dataSets = dataSetQuestions(database, path);
  return {
    listExperiments: (shelf) => guarded(path, () => experiments.listExperiments(shelf)),
    experimentsOfSize: (cells, total) => guarded(path, () => experiments.experimentsOfSize(cells, total)),
    searchLibrary: (search) => guarded(path, () => library.searchLibrary(search)),
    countInLibrary: (search) => guarded(path, () => library.countInLibrary(search)),
    shelfOf: (id) => guarded(path, () => library.shelfOf(id)),
    shelves: () => guarded(path, () => library.shelves()),
    listTags: () => guarded(path, () => library.listTags()),
    keptItems: (kind) => guarded(path, () => library.keptItems(kind)),
    diskUse: () => guarded(path, () => library.diskUse()),
    findById: (id) => guarded(path, () => experiments.findById(id)),
    findByName: (name) => guarded(path, () => experiments.findByName(name)),
    experimentsOfKin: (kin, data) => guarded(path, () => experiments.experimentsOfKin(kin, data)),
    extensionsOf: (id) => guarded(path, () => provenance.extensionsOf(id)),
    adoptions: (id) => guarded(path, () => provenance.adoptions(id)),
    sessions: (id) => guarded(path, () => provenance.sessions(id)),
    verifications: (id) => guarded(path, () => provenance.verifications(id)),
    finishedPlaces: (id) => guardedStream(path, () => runs.finishedPlaces(id)),
    runs: (id) => guardedStream(path, () => runs.runs(id)),
    runsOfCell: (id, cell) => guardedStream(path, () => runs.runsOfCell(id, cell)),
    run: (id, place) => guarded(path, () => single.run(id, place)),
    endings: (id) => guardedStream(path, () => runs.endings(id)),
    endingsOfCell: (id, cell) => guarded(path, () => single.endingsOfCell(id, cell)),
    traces: (id, place) => guarded(path, () => traces.traces(id, place)),
    checkpointedPlaces: (id) => guardedStream(path, () => runs.checkpointedPlaces(id)),
    checkpoint: (id, place) => guarded(path, () => checkpoints.checkpoint(id, place)),
    verdicts: (id, dynamics) => guardedStream(path, () => verdicts.verdicts(id, dynamics)),
    verdictsOfCell: (id, dynamics, cell) =>
      guardedStream(path, () => verdicts.verdictsOfCell(id, dynamics, cell)),
    dataSet: (digest) => guarded(path, () => dataSets.dataSet(digest)),
    close: () => guarded(path, () => void database.close()),
  };
}

/** Asks anew each time it is walked through, and translates what goes wrong on the way. */
function guardedStream<T>(path: string, ask: () => Iterable<T>): Iterable<T> {
  return {
    *[Symbol.iterator]() {
      try {
        yield* ask();
      } catch (error) {
        throw translated(error, path);
      }
    },
  };
}
