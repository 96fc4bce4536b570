import type { ExperimentId } from '../contract/ids';
import type { RunPlace } from '../training/run-result';
import type { Convention, FigureData } from './figure-data';
import type { GridSlice } from './grid-slice';
import type { HeatmapFigure } from './heatmap-data';
import type { HeatmapQuantity } from './heatmap-quantity';
import { INTERVALS, type Interval } from './interval';

export { INTERVALS, type Interval };

/** What a figure shows, apart from whose experiment it is: plain JSON, so that it can be kept in a file. */
export type FigureKind =
  | {
      readonly kind: 'distanceLines';
      readonly slice: GridSlice;
      readonly convention: Convention;
      readonly interval: Interval;
    }
  | {
      readonly kind: 'sharpnessLines';
      readonly slice: GridSlice;
      readonly convention: Convention;
      readonly interval: Interval;
      /** Also the learning rates that the paper leaves out of figures 1b and 4b. */
      readonly everyRate: boolean;
    }
  | { readonly kind: 'divergenceLines'; readonly slice: GridSlice }
  | { readonly kind: 'heatmap'; readonly slice: GridSlice; readonly quantity: HeatmapQuantity }
  | {
      readonly kind: 'generalisation';
      readonly convention: Convention;
      /** Null: the smallest of the experiment, as in figure 6b. */
      readonly learningRate: number | null;
    }
  | { readonly kind: 'runTrace'; readonly run: RunPlace; readonly convention: Convention };

export type FigureRequest = FigureKind & { readonly experiment: ExperimentId };

/** A figure as data, whatever it looks like. */
export type AnyFigure =
  | { readonly kind: 'lines'; readonly figure: FigureData }
  | { readonly kind: 'heatmap'; readonly figure: HeatmapFigure };
