import type { FigureText } from '../figures/figure-data';
import type { Box, Mark } from './drawing';
import type { Margins, Size } from './geometry';

/** A figure that knows what room it needs round its plot, and can be drawn once all figures' rooms are aligned. */
export interface Block {
  readonly title: FigureText;
  /** Of the room for words round a plot of this size; the figure's own title is not in it. */
  margins(plot: Size): Margins;
  /** @param margins of the sheet's column and row: at least what was asked for. */
  draw(plot: Box, margins: Margins): Drawn;
}

export interface Drawn {
  readonly marks: readonly Mark[];
  /** Where the plots of its panels stand. */
  readonly plots: readonly Box[];
  /** What did not fit, as sentences. */
  readonly warnings: readonly string[];
}
