import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { MOST_SIDES, type Comparison, type ComparisonSide } from '@shared/compare/comparison';
import type { DifferenceOptions } from '@shared/compare/difference-statistics';
import { comparisonSchema } from '@shared/contract/comparison-schemas';
import type { TogetherMode } from '@shared/drawing/sheet';
import { DEFAULT_SCATTER, figureId } from '@shared/figures/default-figures';
import type { FigureKind } from '@shared/figures/figure-request';
import { storedJson } from '../composables/stored-json';

export const COMPARE_PAGES = ['figures', 'theory', 'specs', 'statistics', 'scatter'] as const;
export type ComparePage = (typeof COMPARE_PAGES)[number];
export type ScatterKind = Extract<FigureKind, { kind: 'scatter' }>;

/** What is being compared in this window, and how it is looked at. */
export const useComparison = defineStore('comparison', () => {
  const stored = storedJson('compared', readSides, sessionStorage);
  const sides = shallowRef(stored.get());
  watch(sides, stored.set);
  const page = ref<ComparePage>('figures');
  /** Of the page of figures; null for the first that all sides have. */
  const figure = shallowRef<FigureKind | null>(null);
  const scatter = shallowRef<ScatterKind>(DEFAULT_SCATTER);
  const mode = ref<TogetherMode>('multiples');
  const statistics = shallowRef<DifferenceOptions>({
    measure: 'finalSharpness',
    outcome: 'diverged',
    interval: 'student',
  });
  /** Under which it was kept or opened; null before. */
  const name = ref<string | null>(null);

  return {
    sides,
    page,
    figure,
    scatter,
    mode,
    statistics,
    name,
    isFull: computed(() => sides.value.length >= MOST_SIDES),
    /** Other sides are another comparison: what it was called is not its name. */
    setSides: (next: readonly ComparisonSide[]): void => {
      sides.value = next.slice(0, MOST_SIDES);
    },
    choose: (chosen: FigureKind): void => {
      figure.value = chosen;
    },
    isChosen: (kind: FigureKind): boolean =>
      figure.value !== null && figureId(figure.value) === figureId(kind),
    /** Shows a comparison that was kept. */
    open: (kept: Comparison, called: string): void => {
      sides.value = kept.sides;
      mode.value = kept.mode;
      statistics.value = kept.statistics;
      name.value = called;
      if (kept.figure.kind === 'scatter') scatter.value = kept.figure;
      else figure.value = kept.figure;
      page.value = kept.figure.kind === 'scatter' ? 'scatter' : 'figures';
    },
    clear: (): void => {
      sides.value = [];
      name.value = null;
      figure.value = null;
    },
  };
});

function readSides(stored: unknown): readonly ComparisonSide[] {
  const read = comparisonSchema.shape.sides.safeParse(stored);
  return read.success ? read.data : [];
}
