import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { storedJson } from '../composables/stored-json';

/** Where one is in the tour, and whether it has still to be offered. */
export const useTour = defineStore('tour', () => {
  const remembered = storedJson('tour-known', (stored) => stored === true);
  /** Index of the step on show; null while the tour is not taken. */
  const step = shallowRef<number | null>(null);
  /** Whether it was taken or declined before. */
  const known = shallowRef(remembered.get());

  function know(): void {
    known.value = true;
    remembered.set(true);
  }

  return {
    step,
    known,
    start: (): void => {
      know();
      step.value = 0;
    },
    go: (next: number): void => {
      step.value = next;
    },
    end: (): void => {
      step.value = null;
    },
    /** Lets it not be offered again. */
    decline: know,
  };
});
