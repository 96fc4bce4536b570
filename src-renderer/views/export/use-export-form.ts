import { computed, reactive, shallowRef } from 'vue';
import type { ExportSubject } from '../../stores/exporting';
import { usePreferences } from '../../stores/preferences';
import {
  changed,
  draftFor,
  firstHabits,
  habitsOf,
  optionsOf,
  problemsOf,
  sheetOf,
  type ExportDraft,
} from './export-draft';
import { exportHabits } from './export-habits';

/** The fields of the export dialog, and what they describe. */
export function useExportForm(subject: ExportSubject) {
  const { palette } = usePreferences();
  const count = subject.together?.mode === 'overlay' ? 1 : subject.figures.length;
  const draft = shallowRef(draftFor(subject, exportHabits.get() ?? firstHabits(palette)));

  function set(part: Partial<ExportDraft>): void {
    draft.value = changed(draft.value, part, count);
  }

  return reactive({
    draft,
    /** How many figures there are. */
    count,
    problems: computed(() => problemsOf(draft.value, count)),
    sheet: computed(() => sheetOf(draft.value, subject)),
    options: computed(() => optionsOf(draft.value)),
    set,
    /** What ties a field to a part of the draft. */
    bind: <K extends keyof ExportDraft>(key: K) => {
      const problem = problemsOf(draft.value, count)[key];
      return {
        modelValue: draft.value[key],
        'onUpdate:modelValue': (value: ExportDraft[K] | undefined) => set({ [key]: value }),
        errors: problem === undefined ? [] : [problem],
      };
    },
    /** Whether some of the figures have this choice. */
    offers: (choice: 'interval' | 'convention'): boolean =>
      subject.figures.some((figure) => choice in figure),
    /** Keeps how this was exported for the next time. */
    remember: (): void => {
      const habits = habitsOf(draft.value);
      if (habits) exportHabits.set(habits);
    },
  });
}

export type ExportForm = ReturnType<typeof useExportForm>;
