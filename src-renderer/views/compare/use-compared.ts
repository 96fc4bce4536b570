import { computed, type ComputedRef } from 'vue';
import type { Comparison } from '@shared/compare/comparison';
import { figuresOfAll } from '@shared/compare/side-figure';
import { sideNames } from '@shared/compare/side-names';
import type { ExperimentRecord } from '@shared/contract/records';
import { figureId } from '@shared/figures/default-figures';
import type { FigureKind } from '@shared/figures/figure-request';
import { useComparison } from '../../stores/comparison';
import { useLibrary } from '../../stores/library';

/** The comparison of the window with its experiments. */
export interface Compared {
  /** Of the sides, in their order; null where one of them is not there. */
  readonly records: ComputedRef<readonly ExperimentRecord[] | null>;
  readonly names: ComputedRef<readonly string[]>;
  /** The figures that all sides have, without scatter plots. */
  readonly kinds: ComputedRef<readonly FigureKind[]>;
  /** The one that is looked at. */
  readonly figure: ComputedRef<FigureKind | null>;
  /** What is kept, reported and asked for; null where something is missing. */
  readonly comparison: ComputedRef<Comparison | null>;
}

export function useCompared(): Compared {
  const store = useComparison();
  const library = useLibrary();

  const records = computed(() => {
    const found = store.sides.map(({ experiment }) => library.find(experiment));
    return found.every((record) => record !== null) ? found : null;
  });
  const names = computed(() => (records.value ? sideNames(store.sides, records.value) : []));
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
  return { records, names, kinds, figure, comparison };
}
