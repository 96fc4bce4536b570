import { COMMANDS } from './commands';
import type { Connection } from './connection';
import { QUESTIONS } from './questions';

/** Rows of one statement: well below a millisecond of deleting. Chunks of traces are 64 KiB each. */
const ROWS = 200;
const CHUNKS = 8;

/** What takes hidden experiments out of the archive, a little at a time; every call belongs inside a transaction. */
export function purgeCommands(database: Connection, merging: { readonly step: () => boolean }) {
  const isInBin = database.prepare<[number], number>(QUESTIONS.isInBin).pluck();
  const hide = database.prepare(COMMANDS.hideToPurge);
  const abandonImports = database.prepare(COMMANDS.abandonImports);
  const next = database.prepare<[], { key: number; digest: string }>(QUESTIONS.nextToPurge);
  const aRun = database.prepare<[number], number>(QUESTIONS.aRunOf).pluck();
  const aTrace = database.prepare<[number], number>(QUESTIONS.aTraceOf).pluck();
  const purgeChunks = database.prepare(COMMANDS.purgeChunks);
  const purgeTrace = database.prepare(COMMANDS.purgeTrace);
  const purgeMeasures = database.prepare(COMMANDS.purgeMeasures);
  const purgeRun = database.prepare(COMMANDS.purgeRun);
  const beside = [
    COMMANDS.purgeVerdicts,
    COMMANDS.purgeCheckpoints,
    COMMANDS.purgeCells,
    COMMANDS.purgeTags,
    COMMANDS.purgeSpecFields,
    COMMANDS.purgeSummaries,
  ].map((command) => database.prepare(command));
  const purgeExperiment = database.prepare(COMMANDS.purgeExperiment);
  const purgeDataSet = database.prepare(COMMANDS.purgeDataSet);

  /** Deletes some of what belongs to a run, or the run itself. */
  const purgeSomeOfRun = (run: number): void => {
    const trace = aTrace.get(run);
    if (trace === undefined) {
      purgeMeasures.run(run);
      purgeRun.run(run);
    } else if (purgeChunks.run(trace, CHUNKS).changes === 0) purgeTrace.run(trace);
  };

  /** One short step; false where nothing was left to do. */
  const step = (): boolean => {
    // Runs that are somebody else's by now leave before the rest is deleted.
    if (merging.step()) return true;
    const experiment = next.get();
    if (experiment === undefined) return false;
    const { key, digest } = experiment;
    const run = aRun.get(key);
    if (run !== undefined) purgeSomeOfRun(run);
    else if (beside.every((command) => command.run(key, ROWS).changes === 0)) {
      purgeExperiment.run(key);
      purgeDataSet.run(digest, digest);
    }
    return true;
  };

  return {
    isInBin: (key: number): boolean => isInBin.get(key) === 1,
    hide: (key: number): void => void hide.run(key),
    abandonImports: (): void => void abandonImports.run(),
    /** Steps until the time is up; false where nothing is left to do. */
    purgeFor(milliseconds: number): boolean {
      const end = performance.now() + milliseconds;
      do {
        if (!step()) return false;
      } while (performance.now() < end);
      return true;
    },
  };
}
