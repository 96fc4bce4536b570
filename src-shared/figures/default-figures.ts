import { isLinear } from '../experiment/linearity';
import type { ExperimentSpec } from '../experiment/spec';
import type { FigureKind } from './figure-request';
import { defaultSlice } from './grid-slice';
import { quantityId, quantityTitle, type HeatmapQuantity } from './heatmap-quantity';
import { hasTestTable } from './request-checks';
import { RUN_PANELS } from './run-theory/run-panels';
import { scatterAxisId, scatterTitle } from './scatter-axis';

/** The figures that make sense of any experiment: exact, with normal intervals, as the window first shows them. */
export function defaultFigures(spec: ExperimentSpec): FigureKind[] {
  const slice = defaultSlice(spec.grid);
  const convention = 'exact';
  const interval = 'normal';
  return [
    ...(isLinear(spec) ? [{ kind: 'distanceLines', slice, convention, interval } as const] : []),
    { kind: 'sharpnessLines', slice, convention, interval, everyRate: false },
    { kind: 'divergenceLines', slice },
    { kind: 'heatmap', slice, quantity: { kind: 'diverged' } },
    { kind: 'heatmap', slice, quantity: { kind: 'commonOutcome' } },
    ...(hasTestTable(spec.data) ? [{ kind: 'generalisation', convention, learningRate: null } as const] : []),
    ...(spec.trace === null
      ? []
      : [{ kind: 'runTrace', run: { cell: 0, repetition: 0 }, convention } as const]),
    DEFAULT_SCATTER,
  ];
}

/** Of the many, the one that shows whether training made networks flatter. */
export const DEFAULT_SCATTER: Extract<FigureKind, { kind: 'scatter' }> = {
  kind: 'scatter',
  x: { what: { of: 'course', quantity: 'sharpness', along: 'first' }, scale: 'log' },
  y: { what: { of: 'course', quantity: 'sharpness', along: 'last' }, scale: 'log' },
  points: 'runs',
  across: 'mean',
  within: null,
};

/** Of the heatmaps that every experiment has. */
const HEATMAP_NAMES: Partial<Record<HeatmapQuantity['kind'], string>> = {
  diverged: 'heatmap',
  commonOutcome: 'phases',
};

/** A short name for files and the command line; figures that differ in slice, convention or interval only share it. */
export function figureId(kind: FigureKind): string {
  switch (kind.kind) {
    case 'distanceLines':
      return 'distance';
    case 'sharpnessLines':
      return 'sharpness';
    case 'divergenceLines':
      return 'divergence';
    case 'heatmap':
      return HEATMAP_NAMES[kind.quantity.kind] ?? `heatmap-${quantityId(kind.quantity)}`;
    case 'generalisation':
      return 'generalisation';
    case 'scatter':
      return `scatter-${scatterAxisId(kind.y)}-over-${scatterAxisId(kind.x)}`;
    case 'runTrace':
      return 'trace';
    case 'runTheory':
      return `theory-${kind.panel}`;
  }
}

/** What a figure shows, whatever the experiment. */
export function figureTitle(kind: FigureKind): string {
  switch (kind.kind) {
    case 'distanceLines':
      return 'Squared distance after training';
    case 'sharpnessLines':
      return 'Sharpness before and after training';
    case 'divergenceLines':
      return 'Share of runs that diverged';
    case 'heatmap':
      return `Heatmap: ${quantityTitle(kind.quantity)}`;
    case 'generalisation':
      return 'Generalisation gap over sharpness';
    case 'scatter':
      return `${scatterTitle(kind.y.what, null)} over ${scatterTitle(kind.x.what, null)}`;
    case 'runTrace':
      return 'Course of one run';
    case 'runTheory':
      return `Theory of one run: ${RUN_PANELS.find(({ id }) => id === kind.panel)!.title.toLowerCase()}`;
  }
}
