import type { SheetRequest, Together } from '../drawing/sheet';
import { venueStyle, type VenueId } from '../drawing/venues';
import type { FigureRequest } from '../figures/figure-request';
import type { Comparison } from './comparison';
import { sideFigure } from './side-figure';
import { sideNames, type NamedExperiment } from './side-names';

/** The figures of a comparison, a side each, and how they stand together. */
export interface ComparisonFigures {
  readonly figures: readonly FigureRequest[];
  readonly columns: number;
  readonly together: Together;
}

/** Side by side in rows of three at most. */
const MOST_COLUMNS = 3;

/** @param experiments of the sides, in their order. */
export function comparisonFigures(
  { sides, figure, mode }: Pick<Comparison, 'sides' | 'figure' | 'mode'>,
  experiments: readonly NamedExperiment[],
): ComparisonFigures {
  return {
    figures: sides.map((side, i) => sideFigure(figure, side, experiments[i]!.spec)),
    columns: mode === 'overlay' ? 1 : columnsOf(sides.length),
    together: { mode, names: sideNames(sides, experiments) },
  };
}

/** Two rows of two for four, of three for five and six. */
function columnsOf(sides: number): number {
  return sides === 4 ? 2 : Math.min(MOST_COLUMNS, sides);
}

export function comparisonSheet(
  comparison: Pick<Comparison, 'sides' | 'figure' | 'mode'>,
  experiments: readonly NamedExperiment[],
  venue: VenueId = 'free',
): SheetRequest {
  const { figures, columns, together } = comparisonFigures(comparison, experiments);
  const count = together.mode === 'overlay' ? 1 : figures.length;
  const style = venueStyle(venue, count, columns);
  // Names stand above the figures: without them nobody knows which is which.
  return { figures, columns, together, style: { ...style, titles: true } };
}
