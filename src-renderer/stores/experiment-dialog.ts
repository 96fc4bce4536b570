import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { ExperimentId } from '@shared/contract/ids';

/** What is asked or told about one experiment in a dialog. */
export type ExperimentDialogKind = 'extend' | 'provenance';

/** The dialog about an experiment that is open; null while none is. */
export const useExperimentDialog = defineStore('experimentDialog', () => {
  const shown = shallowRef<{ readonly kind: ExperimentDialogKind; readonly id: ExperimentId } | null>(null);
  return {
    shown,
    open: (kind: ExperimentDialogKind, id: ExperimentId): void => {
      shown.value = { kind, id };
    },
    close: (): void => {
      shown.value = null;
    },
  };
});
