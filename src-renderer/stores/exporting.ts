import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Together } from '@shared/drawing/sheet';
import type { FigureRequest } from '@shared/figures/figure-request';

/** Figures to be exported together. */
export interface ExportSubject {
  readonly title: string;
  readonly figures: readonly FigureRequest[];
  readonly columns: number;
  /** How they stand together where they are compared. Absent: each stands for itself. */
  readonly together?: Together;
  /** Of the files, without an ending; null for one made of what is shown. */
  readonly name: string | null;
}

/** What the export dialog is open for; null while it is closed. */
export const useExporting = defineStore('exporting', () => {
  const subject = shallowRef<ExportSubject | null>(null);
  return {
    subject,
    open: (next: ExportSubject): void => {
      subject.value = next;
    },
    close: (): void => {
      subject.value = null;
    },
  };
});
