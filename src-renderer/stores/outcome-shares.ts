import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { OUTCOMES } from '@shared/training/run-result';
import type { RunState } from '../components/outcomes';
import { useConnection } from '../composables/use-connection';

export type StateCounts = Readonly<Partial<Record<RunState, number>>>;

/** Experiments with more runs than this are not counted for a list. */
const MOST_RUNS = 20_000;

/** How the runs of experiments ended, counted one experiment after another, and only where that is cheap. */
export const useOutcomeShares = defineStore('outcome shares', () => {
  const { api } = useConnection();
  const known = shallowReactive(
    new Map<ExperimentId, { readonly ended: number; readonly counts: StateCounts }>(),
  );
  const wanted: ExperimentRecord[] = [];
  let counting = false;

  async function count(record: ExperimentRecord): Promise<void> {
    const cells = await api.cellTable(record.id);
    if (cells === null) return;
    const counts: Partial<Record<RunState, number>> = {};
    for (const cell of cells)
      for (const outcome of OUTCOMES) counts[outcome] = (counts[outcome] ?? 0) + cell.outcomes[outcome];
    const { total, finished, failed } = record.counts;
    known.set(record.id, {
      ended: finished + failed,
      counts: { ...counts, failed, unfinished: total - finished - failed },
    });
  }

  async function work(): Promise<void> {
    counting = true;
    for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
      // A list without its bars is still a list.
      await count(next).catch(() => undefined);
    }
    counting = false;
  }

  /** The counts of an experiment; null while they are not known. */
  function of(record: ExperimentRecord): StateCounts | null {
    return known.get(record.id)?.counts ?? null;
  }

  /** Asks for the counts of what is shown. */
  function want(records: readonly ExperimentRecord[]): void {
    wanted.length = 0;
    for (const record of records) {
      const ended = record.counts.finished + record.counts.failed;
      const fresh = known.get(record.id)?.ended === ended;
      if (!fresh && ended > 0 && record.counts.total <= MOST_RUNS && record.status !== 'running')
        wanted.push(record);
    }
    if (!counting) void work();
  }

  return { of, want };
});
