import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import { keepCurrent } from '../composables/keep-current';
import { useConnection } from '../composables/use-connection';

/** The experiments of the data folder, newest first; read again whenever the application says that they changed. */
export const useLibrary = defineStore('library', () => {
  const { api } = useConnection();
  const { value, failure, refresh } = keepCurrent(() => api.listExperiments());
  const experiments = computed<readonly ExperimentRecord[]>(() => value.value ?? []);
  const byId = computed(() => new Map(experiments.value.map((record) => [record.id, record])));

  return {
    experiments,
    loaded: computed(() => value.value !== null),
    failure,
    byId,
    find: (id: ExperimentId | null): ExperimentRecord | null =>
      (id === null ? undefined : byId.value.get(id)) ?? null,
    refresh,
  };
});
