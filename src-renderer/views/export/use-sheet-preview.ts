import { computed, type ComputedRef, type Ref } from 'vue';
import type { SheetPreview } from '@shared/contract/sheets';
import type { SheetRequest } from '@shared/drawing/sheet';
import { useConnection } from '../../composables/use-connection';
import { useDebounced } from '../../composables/use-debounced';
import { useRequest } from '../../composables/use-request';

/** How long typing must rest before a sheet is drawn. */
const DEBOUNCE_MS = 150;

export interface SheetPreviewing {
  /** The last one that was drawn; null before the first. */
  readonly preview: ComputedRef<SheetPreview | null>;
  readonly drawing: ComputedRef<boolean>;
  readonly failure: Readonly<Ref<unknown>>;
  readonly again: () => void;
}

/** Draws a sheet whenever it has changed; while it is not valid, the last one stays. */
export function useSheetPreview(sheet: () => SheetRequest | null): SheetPreviewing {
  const { api } = useConnection();
  const valid = computed<SheetRequest | null>((before) => {
    const next = sheet() ?? before ?? null;
    return JSON.stringify(next) === JSON.stringify(before) ? (before ?? next) : next;
  });
  const { value: wanted, waiting } = useDebounced(valid, DEBOUNCE_MS);
  const { value, failure, loading, again } = useRequest(
    wanted,
    async (wish) => (wish ? api.previewSheet(wish) : null),
    () => 'one sheet',
  );
  return {
    preview: computed(() => value.value),
    drawing: computed(() => waiting.value || loading.value),
    failure,
    again,
  };
}
