import type { Outcome } from '@shared/training/run-result';
import { COMMANDS } from '../commands';
import type { Connection } from '../connection';
import { OUTCOME_COLUMNS } from '../outcome-columns';
import { MERGES } from './merge-commands';

/** Runs that one step moves: some milliseconds. */
const RUNS = 100;

/**
 * Moves the runs of experiments that came in to those that are here already, a little at a time. That it is to happen is
 * written in one row, so that a crash in between is gone on from; calls belong inside a transaction.
 */
export function mergeCommands(database: Connection, now: () => string) {
  const begin = database.prepare(MERGES.begin);
  const next = database.prepare<[], { incoming: number; target: number }>(MERGES.next);
  const someRuns = database.prepare<[number, number, number], number>(MERGES.someRuns).pluck();
  const forgetFailures = database.prepare(MERGES.forgetFailures);
  const move = database.prepare(MERGES.move);
  const outcomesOf = database.prepare<[string], Outcome>(MERGES.outcomes).pluck();
  const bytesOf = database.prepare<[string], number>(MERGES.bytes).pluck();
  const summarise = database.prepare(COMMANDS.summariseRun);
  const takeFromBin = database.prepare(MERGES.takeFromBin);
  const settle = database.prepare(MERGES.settle);
  const end = database.prepare(MERGES.end);
  const count = database.prepare(COMMANDS.count);
  const countOutcomes = database.prepare(COMMANDS.countOutcomes);
  const dropCheckpointsOfEnded = database.prepare(COMMANDS.dropCheckpointsOfEnded);
  const hide = database.prepare(COMMANDS.hideToPurge);

  const moveSome = (keys: readonly number[], target: number): void => {
    const all = JSON.stringify(keys);
    const forgotten = forgetFailures.run(all, target).changes;
    move.run(target, all);
    const outcomes = outcomesOf.all(all);
    count.run(keys.length, -forgotten, target);
    countOutcomes.run(
      bytesOf.get(all)!,
      ...OUTCOME_COLUMNS.map(({ outcome }) => outcomes.filter((own) => own === outcome).length),
      target,
    );
    for (const key of keys) summarise.run(target, key);
    dropCheckpointsOfEnded.run(target);
  };

  return {
    /** From now on the runs of one belong to the other. */
    begin(incoming: number, target: number): void {
      begin.run(incoming, target);
      takeFromBin.run(target);
    },
    /** Moves some runs; false where nothing is left to move. What remains of an experiment that came in is purged. */
    step(): boolean {
      const pair = next.get();
      if (pair === undefined) return false;
      const { incoming, target } = pair;
      const keys = someRuns.all(incoming, target, RUNS);
      if (keys.length > 0) moveSome(keys, target);
      else {
        settle.run(now(), target);
        end.run(incoming);
        hide.run(incoming);
      }
      return true;
    },
  };
}
