import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import type { LibraryAnswer, LibraryQuery, LibraryRow } from '@shared/contract/library';
import { firstRowsEarly } from '../composables/first-rows-early';
import { keepCurrent } from '../composables/keep-current';
import { useConnection } from '../composables/use-connection';

const NOTHING_YET: LibraryAnswer = {
  rows: [],
  found: 0,
  shelves: { current: 0, archived: 0, bin: 0 },
  problems: [],
};
const IN_SIGHT: LibraryQuery = { shelf: 'current', text: '', order: null, measures: [] };

/**
 * The experiments in sight, neither put away nor in the bin, newest first; read again whenever the application says that
 * they changed. Of thousands, the newest are there before the others. Whoever needs a spec asks for one record (use-record.ts).
 */
export const useLibrary = defineStore('library', () => {
  const { api } = useConnection();
  const { value, failure, refresh, first } = keepCurrent<LibraryAnswer>((early) =>
    early === undefined ? api.searchLibrary(IN_SIGHT) : firstRowsEarly(api, IN_SIGHT, early),
  );
  const answer = computed(() => value.value ?? NOTHING_YET);
  const byId = computed(() => new Map(answer.value.rows.map((row) => [row.id, row])));

  return {
    answer,
    experiments: computed<readonly LibraryRow[]>(() => answer.value.rows),
    /** Experiments on each shelf. */
    shelves: computed(() => answer.value.shelves),
    loaded: computed(() => value.value !== null),
    failure,
    find: (id: ExperimentId | null): LibraryRow | null =>
      (id === null ? undefined : byId.value.get(id)) ?? null,
    refresh,
    first,
  };
});
