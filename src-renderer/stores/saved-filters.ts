import { defineStore } from 'pinia';
import { computed } from 'vue';
import { keepCurrent } from '../composables/keep-current';
import { useConnection } from '../composables/use-connection';

export interface SavedFilter {
  readonly name: string;
  readonly text: string;
}

/** Filters that were kept under a name. */
export const useSavedFilters = defineStore('saved filters', () => {
  const { api } = useConnection();
  const { value, failure } = keepCurrent(() => api.keptItems('filter'));
  return {
    filters: computed<readonly SavedFilter[]>(() =>
      (value.value ?? []).map(({ name, content }) => ({ name, text: readFilter(content) })),
    ),
    failure,
    keep: ({ name, text }: SavedFilter): Promise<void> =>
      api.keepItem('filter', name, JSON.stringify({ text })),
    forget: (name: string): Promise<void> => api.forgetItem('filter', name),
  };
});

/** What a kept filter says; nothing where it is not understood any more. */
function readFilter(content: string): string {
  try {
    const { text } = JSON.parse(content) as { readonly text?: unknown };
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}
