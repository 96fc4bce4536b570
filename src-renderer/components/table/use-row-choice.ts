import { shallowRef, watch, type Ref } from 'vue';
import { select, type SelectionKind } from './selection';

export interface RowChoice {
  /** Selects a row and chooses by it; `null` moves to it and leaves what is chosen. */
  readonly take: (key: string, kind: SelectionKind | null) => void;
  readonly takeAll: () => void;
}

/**
 * Which rows of a table are chosen, and which one the keyboard is at. A row that is selected from outside is the one that is
 * chosen.
 */
export function useRowChoice(
  keys: Readonly<Ref<readonly string[]>>,
  selected: Ref<string | null>,
  chosen: Ref<ReadonlySet<string>>,
): RowChoice {
  /** Where a range begins. */
  const anchor = shallowRef<string | null>(null);
  /** What was selected here; anything else was selected from outside. */
  let own: string | null = null;
  watch(
    selected,
    (key) => {
      if (key === own) return;
      own = key;
      chosen.value = new Set(key === null ? [] : [key]);
      anchor.value = key;
    },
    { immediate: true, flush: 'sync' },
  );

  return {
    take: (key, kind) => {
      own = key;
      selected.value = key;
      if (kind === null) return;
      const next = select({ chosen: chosen.value, anchor: anchor.value }, key, kind, keys.value);
      chosen.value = next.chosen;
      anchor.value = next.anchor;
    },
    takeAll: () => (chosen.value = new Set(keys.value)),
  };
}
