import type { ExperimentId } from '../contract/ids';
import type { TogetherMode } from '../drawing/sheet';
import type { FigureKind } from '../figures/figure-request';
import type { DifferenceOptions } from './difference-statistics';

export const FEWEST_SIDES = 2;
/** As many as there are dashes and markers. */
export const MOST_SIDES = 6;

/** An experiment; with a cell, that cell of it; with a run besides, that repetition in the cell. */
export interface ComparisonSide {
  readonly experiment: ExperimentId;
  readonly cell: number | null;
  readonly run: number | null;
}

/** What is compared, and how it is looked at: plain JSON, to be kept under a name. */
export interface Comparison {
  /** Two to six; the others are compared with the first. */
  readonly sides: readonly ComparisonSide[];
  readonly figure: FigureKind;
  readonly mode: TogetherMode;
  readonly statistics: DifferenceOptions;
}
