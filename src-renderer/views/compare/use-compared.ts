import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { Comparison } from '@shared/compare/comparison';
import { figuresOfAll } from '@shared/compare/side-figure';
import type { ExperimentRecord } from '@shared/contract/records';
import { figureId } from '@shared/figures/default-figures';
import type { FigureKind } from '@shared/figures/figure-request';
import { useComparison } from '../../stores/comparison';
import { useLive } from '../../stores/live';
import { useRecords } from '../../stores/records';

/** The comparison of the window with its experiments. */
export interface Compared {
  /** Of the sides, in their order: null where there is no such experiment, undefined before the answer. */
  readonly bySide: ComputedRef<readonly (ExperimentRecord | null | undefined)[]>;
  /** The same; null while one of them is not there. */
  readonly records: ComputedRef<readonly ExperimentRecord[] | null>;
  /** The figures that all sides have, without scatter plots. */
  readonly kinds: ComputedRef<readonly FigureKind[]>;
  /** The one that is looked at. */
  readonly figure: ComputedRef<FigureKind | null>;
  /** What is kept, reported and asked for; null where something is missing. */
  readonly comparison: ComputedRef<Comparison | null>;
  /** Why experiments could not be read. */
  readonly failure: Readonly<ShallowRef<unknown>>;
  readonly again: () => void;
}

export function useCompared(): Compared {
  const store = useComparison();
  const known = useRecords();
  const live = useLive();
  const failure = shallowRef<unknown>(null);

  const ids = computed(() => [...new Set(store.sides.map(({ experiment }) => experiment))]);
  function read(): void {
    failure.value = null;
    for (const id of ids.value)
      known.want(id, live.revision).catch((error: unknown) => (failure.value = error));
  }
  // What was forgotten meanwhile is read again.
  watch([ids, () => live.revision, () => ids.value.some((id) => known.known.get(id) === undefined)], read, {
    immediate: true,
  });

  const bySide = computed(() => store.sides.map(({ experiment }) => known.known.get(experiment)));
  const records = computed(() => {
    const found = bySide.value.filter((record) => record !== undefined && record !== null);
    return found.length === bySide.value.length ? found : null;
  });
  const kinds = computed(() =>
    records.value
      ? figuresOfAll(
          store.sides,
          records.value.map(({ spec }) => spec),
        ).filter(({ kind }) => kind !== 'scatter')
      : [],
  );
  const figure = computed(() => {
    const chosen = store.figure;
    const same = chosen && kinds.value.find((kind) => figureId(kind) === figureId(chosen));
    return same ?? kinds.value[0] ?? null;
  });
  const comparison = computed((): Comparison | null => {
    const shown = store.page === 'scatter' ? store.scatter : figure.value;
    if (shown === null || store.sides.length < 2) return null;
    return { sides: store.sides, figure: shown, mode: store.mode, statistics: store.statistics };
  });
  return { bySide, records, kinds, figure, comparison, failure, again: read };
}
