import { wilson95 } from '../numerics/wilson';
import { OUTCOMES, type Outcome } from '../training/run-result';
import type { CellCounts, CellRow } from './cell-table';
import type { Ink } from './figure-data';
import type { HeatmapCategory } from './heatmap-data';

/** The measures whose means a heatmap can show. */
export const MEAN_MEASURES = [
  'finalSharpness',
  'finalSharpnessAsPublished',
  'finalSquaredDistance',
  'finalRisk',
  'finalTestRisk',
  'initialSharpness',
  'initialSharpnessAsPublished',
  'initialSquaredDistance',
] as const;
export type MeanMeasure = (typeof MEAN_MEASURES)[number];

export type HeatmapQuantity =
  | { readonly kind: 'diverged' }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** The most frequent outcome, and its share. */
  | { readonly kind: 'commonOutcome' }
  | { readonly kind: 'mean'; readonly measure: MeanMeasure };

export const OUTCOME_LABELS: Record<Outcome, string> = {
  converged: 'converged',
  cycling: 'cycling',
  collapsed: 'collapsed',
  diverged: 'diverged',
  stepLimit: 'step limit',
};

const MEAN_LABELS: Record<MeanMeasure, string> = {
  finalSharpness: 'sharpness after training',
  finalSharpnessAsPublished: 'sharpness after training, as published',
  finalSquaredDistance: 'squared distance after training (a sum over coordinates)',
  finalRisk: 'risk after training',
  finalTestRisk: 'test risk after training',
  initialSharpness: 'sharpness at initialisation',
  initialSharpnessAsPublished: 'sharpness at initialisation, as published',
  initialSquaredDistance: 'squared distance at initialisation (a sum over coordinates)',
};

/** All that a heatmap can show, the shares first. */
export const HEATMAP_QUANTITIES: readonly HeatmapQuantity[] = [
  { kind: 'diverged' },
  { kind: 'commonOutcome' },
  ...OUTCOMES.map((outcome) => ({ kind: 'outcome', outcome }) as const),
  ...MEAN_MEASURES.map((measure) => ({ kind: 'mean', measure }) as const),
];

/** A name that tells quantities apart. */
export function quantityId(quantity: HeatmapQuantity): string {
  switch (quantity.kind) {
    case 'diverged':
      return 'diverged-as-published';
    case 'outcome':
      return `outcome-${quantity.outcome}`;
    case 'commonOutcome':
      return 'outcome-common';
    case 'mean':
      return `mean-${quantity.measure}`;
  }
}

export function quantityTitle(quantity: HeatmapQuantity): string {
  switch (quantity.kind) {
    case 'diverged':
      return 'Share of runs that diverged, as the authors count';
    case 'outcome':
      return `Share of runs: ${OUTCOME_LABELS[quantity.outcome]}`;
    case 'commonOutcome':
      return 'How runs ended: the most frequent outcome and its share';
    case 'mean':
      return `Mean ${MEAN_LABELS[quantity.measure]}`;
  }
}

export function quantityInk(quantity: HeatmapQuantity): Ink | { readonly kind: 'magnitude' } {
  switch (quantity.kind) {
    case 'diverged':
      return { kind: 'outcome', outcome: 'diverged' };
    case 'outcome':
      return quantity;
    case 'commonOutcome':
      return { kind: 'outcome', outcome: 'converged' };
    case 'mean':
      return { kind: 'magnitude' };
  }
}

/** A cell's value with what it rests on; null where nothing was measured. */
export interface Reading {
  readonly value: number;
  readonly interval: readonly [low: number, high: number] | null;
  readonly count: number | null;
  readonly n: number;
  /** What the value is a share of, where cells differ in it. */
  readonly outcome?: Outcome;
}

export function readCell(quantity: HeatmapQuantity, row: CellCounts & Partial<CellRow>): Reading | null {
  if (quantity.kind === 'mean') {
    const summary = row[quantity.measure] ?? null;
    return summary && { value: summary.mean, interval: summary.ci95, count: null, n: summary.n };
  }
  if (row.finished === 0) return null;
  if (quantity.kind === 'commonOutcome') {
    const outcome = commonOutcome(row.outcomes);
    return { ...readCell({ kind: 'outcome', outcome }, row)!, outcome };
  }
  const count = quantity.kind === 'diverged' ? row.diverged : row.outcomes[quantity.outcome];
  return { value: count / row.finished, interval: wilson95(count, row.finished), count, n: row.finished };
}

/** The most frequent outcome; of equally frequent ones the first of OUTCOMES. */
export function commonOutcome(counts: Readonly<Record<Outcome, number>>): Outcome {
  return OUTCOMES.reduce((best, outcome) => (counts[outcome] > counts[best] ? outcome : best));
}

/** The outcomes that occur at all, as the legend of a phase diagram. */
export function outcomeCategories(outcomes: readonly Outcome[]): HeatmapCategory[] {
  return OUTCOMES.filter((outcome) => outcomes.includes(outcome)).map((outcome) => ({
    label: OUTCOME_LABELS[outcome],
    ink: { kind: 'outcome', outcome },
  }));
}
