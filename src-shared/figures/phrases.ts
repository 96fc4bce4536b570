import type { ExperimentSpec } from '../experiment/spec';
import type { CellCounts } from './cell-table';
import type { Convention, FigureSeries, FigureSource, FigureText } from './figure-data';
import { formatSetting } from './format-number';
import type { GridSlice } from './grid-slice';
import { sharesDraws } from './initialisation-line';
import { INTERVALS_SAID, type Interval } from './interval';
import { means } from './slice-series';

/** The words that figures share. */

export const LEARNING_RATE: FigureText = 'Learning rate η';
export const DEPTH: FigureText = 'Depth L';

export function scaleTitle(symbol: string | null): FigureText {
  return symbol === null ? 'Initialisation scale' : `Initialisation scale ${symbol}`;
}

export function sliceTitle(
  slice: GridSlice,
  { spec, scaleSymbol }: Pick<FigureSource, 'spec' | 'scaleSymbol'>,
): FigureText | null {
  if (slice.over === 'scale') return spec.grid.depths.length > 1 ? `L = ${slice.depth}` : null;
  return spec.grid.scales.length > 1 ? `${scaleSymbol ?? 'scale'} = ${formatSetting(slice.scale)}` : null;
}

/** "20 runs a point", "20 to 80 runs a point". */
export function runsEach(rows: readonly CellCounts[], each: 'point' | 'cell'): string {
  const counts = rows.map(({ runs }) => runs);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most
    ? `${least} ${least === 1 ? 'run' : 'runs'} a ${each}`
    : `${least} to ${most} runs a ${each}`;
}

/** What points and bands of trained networks are. */
export function survivorsSaid(interval: Interval = 'normal'): FigureText {
  return `Mean over the runs that did not diverge and its 95 % ${INTERVALS_SAID[interval]}`;
}

/** Whether lines lack points because every run diverged. */
export function withoutPoint(series: readonly FigureSeries[], rows: readonly CellCounts[]): FigureText[] {
  const missing = series.some(({ points }) => points.some(({ y }) => y === null));
  return missing && rows.some(({ finished }) => finished > 0)
    ? ['No point is drawn where every run diverged.']
    : [];
}

/** What a logarithmic axis cannot hold. */
export function onLowerEdge(series: readonly FigureSeries[]): FigureText[] {
  const reaching = series.filter(({ points }) =>
    points.some(({ low, high }) => low !== null && low <= 0 && high! > 0),
  );
  return [
    ...([...means(series)].includes(0) ? ['Exact zeros stand on the lower edge.'] : []),
    ...(reaching.some(({ marked }) => marked)
      ? ['Where an interval reaches 0 or below, a bar runs down to the lower edge instead of a band.']
      : []),
    ...(reaching.some(({ marked }) => !marked)
      ? ['Where an interval reaches 0 or below, its band goes on down to the lower edge.']
      : []),
  ];
}

/** What is said on a plot that has no point yet. */
export function nothingYet(rows: readonly CellCounts[]): { note?: FigureText } {
  return rows.some(({ finished }) => finished > 0) ? {} : { note: 'No run has finished yet' };
}

/** What is missing from these rows. */
export function incompleteness(
  rows: readonly Pick<CellCounts, 'runs' | 'finished' | 'failed'>[],
): FigureText[] {
  let failed = 0;
  let missing = 0;
  for (const row of rows) {
    failed += row.failed;
    missing += row.runs - row.finished - row.failed;
  }
  return [
    ...(missing > 0
      ? [`${missing} of the runs are still missing: what is shown is over those that finished.`]
      : []),
    ...(failed > 0
      ? [
          `${failed} ${failed === 1 ? 'run' : 'runs'} could not be computed and ${failed === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
  ];
}

export const DISTANCE_CONVENTIONS: Record<Convention, { title: FigureText; said: FigureText }> = {
  exact: { title: 'Squared distance ‖w_{prod} − w⋆‖²', said: 'a sum over coordinates' },
  asPublished: {
    title: 'Squared distance ‖w_{prod} − w⋆‖²/d',
    said: 'a mean over the d coordinates, as the authors’ code prints it',
  },
};

export const SHARPNESS_CONVENTIONS: Record<Convention, { title: FigureText; said: FigureText }> = {
  exact: { title: 'Sharpness S', said: 'largest eigenvalue of the Hessian after the last step, to rounding' },
  asPublished: {
    title: 'Sharpness S as published',
    said: 'the authors’ 20 power iterations, up to 4 steps before the end',
  },
};

/** How the line of initial values was pooled. */
export function pooledSaid(spec: ExperimentSpec): FigureText {
  return sharesDraws(spec)
    ? 'At initialisation: each network once, though every learning rate starts from it.'
    : 'At initialisation: over all runs of a scale, diverged ones included.';
}
