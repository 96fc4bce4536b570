import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { useConnection } from '../composables/use-connection';

/** Records that were looked at last are kept, so that views that change places show them at once. */
const MOST_KEPT = 50;

/** Whole records of the few experiments that are looked at; use-record.ts says which. */
export const useRecords = defineStore('records', () => {
  const { api } = useConnection();
  /** Null where there is no such experiment. */
  const known = shallowReactive(new Map<ExperimentId, ExperimentRecord | null>());
  /** What was asked for each last, and at which revision of the library. */
  const asked = new Map<ExperimentId, { readonly revision: number; readonly answer: Promise<void> }>();

  async function read(id: ExperimentId, revision: number): Promise<void> {
    const current = (): boolean => asked.get(id)?.revision === revision;
    try {
      const record = await api.getExperiment(id);
      if (current()) known.set(id, record);
    } catch (error) {
      if (current()) asked.delete(id);
      throw error;
    }
  }

  /** Reads a record, once for all who want it as it is at this revision. */
  function want(id: ExperimentId, revision: number): Promise<void> {
    const before = asked.get(id);
    // Asked last, forgotten last.
    asked.delete(id);
    const latest = before?.revision === revision ? before : { revision, answer: read(id, revision) };
    asked.set(id, latest);
    for (const oldest of [...asked.keys()].slice(0, -MOST_KEPT)) {
      asked.delete(oldest);
      known.delete(oldest);
    }
    return latest.answer;
  }

  return { known, want };
});
