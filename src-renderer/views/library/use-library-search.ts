import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { LibraryAnswer, LibraryOrder, LibraryQuery, Shelf } from '@shared/contract/library';
import type { Problem } from '@shared/contract/errors';
import type { Filter } from '@shared/library/filter';
import { parseFilter } from '@shared/library/parse-filter';
import { MEASURES } from '@shared/training/run-result';
import { firstRowsEarly } from '../../composables/first-rows-early';
import { useConnection } from '../../composables/use-connection';
import { useDebounced } from '../../composables/use-debounced';
import { useShown } from '../../composables/use-shown';
import { useLibrary } from '../../stores/library';
import { useLive } from '../../stores/live';

export interface LibrarySearch {
  readonly shelf: Ref<Shelf>;
  readonly text: Ref<string>;
  /** Null: newest first. */
  readonly order: ShallowRef<LibraryOrder | null>;
  /** The last answer, also while the next is on its way; null before the first. */
  readonly answer: ComputedRef<LibraryAnswer | null>;
  /** Whether what is shown answers to an earlier question. */
  readonly waiting: ComputedRef<boolean>;
  /** What is typed, taken apart; as it was understood last while it has problems. */
  readonly filter: ComputedRef<Filter>;
  readonly problems: ComputedRef<readonly Problem[]>;
  readonly failure: ComputedRef<unknown>;
  readonly again: () => void;
}

/** Between two letters that are typed one after another by somebody quick. */
const RESTED_MS = 80;

/**
 * What the library view asks for, and the answer as it changes. The plain list of what is in sight is the store's.
 * @param columns keys of those that are shown: rows bring no other measures along.
 */
export function useLibrarySearch(columns: Readonly<Ref<readonly string[]>>): LibrarySearch {
  const { api } = useConnection();
  const library = useLibrary();
  const live = useLive();
  const isShown = useShown();

  const shelf = ref<Shelf>('current');
  const text = ref('');
  const order = shallowRef<LibraryOrder | null>(null);
  const rested = useDebounced(text, RESTED_MS);

  const parsed = computed(() => parseFilter(rested.value.value ?? ''));
  /** The last text that was understood: what is half typed asks for nothing yet. */
  const understood = computed<{ readonly text: string; readonly filter: Filter }>((before) =>
    parsed.value.problems.length === 0
      ? { text: (rested.value.value ?? '').trim(), filter: parsed.value.filter }
      : (before ?? { text: '', filter: [] }),
  );
  const measures = computed(() => MEASURES.filter((name) => columns.value.includes(name)));
  const query = computed<LibraryQuery>(() => ({
    shelf: shelf.value,
    text: understood.value.text,
    order: order.value,
    measures: measures.value,
  }));
  const plain = computed(
    () =>
      query.value.shelf === 'current' &&
      query.value.text === '' &&
      query.value.order === null &&
      measures.value.length === 0,
  );

  const own = shallowRef<{ readonly of: LibraryQuery; readonly answer: LibraryAnswer } | null>(null);
  const held = computed<{ readonly shelf: Shelf; readonly answer: LibraryAnswer } | null>((before) => {
    if (plain.value) return library.loaded ? { shelf: 'current', answer: library.answer } : null;
    if (own.value?.of === query.value) return { shelf: shelf.value, answer: own.value.answer };
    // Late is better than nothing; of another shelf it would be wrong.
    return before?.shelf === shelf.value ? before : null;
  });

  const failure = shallowRef<unknown>(null);
  let asked = 0;

  async function ask(): Promise<void> {
    asked += 1;
    if (plain.value) return;
    const question = asked;
    const of = query.value;
    failure.value = null;
    try {
      const keep = (answer: LibraryAnswer): void => {
        if (question === asked) own.value = { of, answer };
      };
      // What only changed stays as long as it is; another question has its first rows early.
      keep(await (own.value?.of === of ? api.searchLibrary(of) : firstRowsEarly(api, of, keep)));
    } catch (error) {
      if (question === asked) failure.value = error;
    }
  }
  watch(
    [query, () => live.revision, isShown],
    () => {
      if (isShown.value) void ask();
    },
    { immediate: true },
  );

  return {
    shelf,
    text,
    order,
    answer: computed(() => held.value?.answer ?? null),
    filter: computed(() => understood.value.filter),
    problems: computed(() => parsed.value.problems),
    waiting: computed(() => rested.waiting.value || (!plain.value && own.value?.of !== query.value)),
    failure: computed(() => (plain.value ? library.failure : failure.value)),
    again: () => void (plain.value ? library.refresh() : ask()),
  };
}
