import { defineStore } from 'pinia';
import { keepCurrent } from '../composables/keep-current';
import { useConnection } from '../composables/use-connection';

/** What the archive takes of its disk. */
export const useDiskUse = defineStore('disk use', () => {
  const { api } = useConnection();
  const { value, failure } = keepCurrent(() => api.diskUse());
  return { use: value, failure };
});
