import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { storedJson } from '../../composables/stored-json';
import {
  FIRST_COLUMNS,
  LIBRARY_COLUMNS,
  MENU_COLUMN,
  STAR_COLUMN,
  type LibraryColumn,
} from './library-columns';

export interface ChosenColumns {
  /** Keys of those that were chosen, in their order. */
  readonly keys: Readonly<ShallowRef<readonly string[]>>;
  /** All that the table shows. */
  readonly columns: ComputedRef<readonly LibraryColumn[]>;
  readonly toggle: (key: string) => void;
  /** Puts a column where another stands. */
  readonly move: (key: string, to: string) => void;
  readonly reset: () => void;
}

/** The columns that a person chose for the library; this window remembers them. */
export function useChosenColumns(): ChosenColumns {
  const stored = storedJson('library-columns', readKeys);
  const keys = shallowRef(stored.get());
  function set(next: readonly string[]): void {
    keys.value = next;
    stored.set(next);
  }
  return {
    keys,
    columns: computed(() => [
      STAR_COLUMN,
      ...keys.value.map((key) => LIBRARY_COLUMNS.get(key)!),
      MENU_COLUMN,
    ]),
    toggle: (key) => {
      // Without a name nobody knows what a row is.
      if (key === 'name') return;
      set(keys.value.includes(key) ? keys.value.filter((other) => other !== key) : [...keys.value, key]);
    },
    move: (key, to) => {
      const place = keys.value.indexOf(to);
      if (place < 0 || !keys.value.includes(key)) return;
      set(keys.value.filter((other) => other !== key).toSpliced(place, 0, key));
    },
    reset: () => set(FIRST_COLUMNS),
  };
}

function readKeys(stored: unknown): readonly string[] {
  if (!Array.isArray(stored)) return FIRST_COLUMNS;
  const known = stored.filter((key): key is string => typeof key === 'string' && LIBRARY_COLUMNS.has(key));
  return known.includes('name') ? [...new Set(known)] : FIRST_COLUMNS;
}
