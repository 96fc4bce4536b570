import { defineStore } from 'pinia';
import { keepCurrent } from '../composables/keep-current';
import { useConnection } from '../composables/use-connection';

/** The paper's figures, and how much of each is in the data folder. */
export const usePaper = defineStore('paper', () => {
  const { api } = useConnection();
  const { value, failure, refresh } = keepCurrent(() => api.paperFigures());
  return { figures: value, failure, refresh };
});
