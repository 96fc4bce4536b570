import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { useConnection } from '../composables/use-connection';

/** The experiments of the data folder, newest first; read again whenever the application says that they changed. */
export const useLibrary = defineStore('library', () => {
  const { api, onChanged } = useConnection();
  const experiments = shallowRef<readonly ExperimentRecord[]>([]);
  const loaded = shallowRef(false);
  const failure = shallowRef<unknown>(null);
  const byId = computed(() => new Map(experiments.value.map((record) => [record.id, record])));
  let revision = -1;
  let reading: Promise<void> | null = null;
  let again: Promise<void> | null = null;

  async function read(): Promise<void> {
    try {
      experiments.value = await api.listExperiments();
      failure.value = null;
      loaded.value = true;
    } catch (error) {
      failure.value = error;
    }
  }

  /** Reads the list; what changes while it is read is read once more, not once a change. */
  function refresh(): Promise<void> {
    if (reading === null) return (reading = read().finally(() => (reading = null)));
    return (again ??= reading.then(() => {
      again = null;
      return refresh();
    }));
  }

  onChanged((state) => {
    if (state.libraryRevision === revision) return;
    revision = state.libraryRevision;
    void refresh();
  });
  void refresh();

  return {
    experiments,
    loaded,
    failure,
    byId,
    find: (id: ExperimentId | null): ExperimentRecord | null =>
      (id === null ? undefined : byId.value.get(id)) ?? null,
    refresh,
  };
});
