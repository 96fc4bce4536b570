import type { ExperimentId } from '../contract/ids';
import type { RunPlace } from '../training/run-result';
import type { DynamicsKind } from '../training/trajectory';
import type { Convention, FigureData } from './figure-data';
import type { GridSlice } from './grid-slice';
import type { HeatmapFigure } from './heatmap-data';
import type { HeatmapQuantity } from './heatmap-quantity';
import { INTERVALS, type Interval } from './interval';
import type { RunPanelId } from './run-theory/panel-ids';
import type { ScatterOptions } from './scatter';

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
  | ({ readonly kind: 'scatter' } & ScatterOptions)
  | { readonly kind: 'runTrace'; readonly run: RunPlace; readonly convention: Convention }
  | RunTheoryKind;

/** One run beside the statements about it. */
export interface RunTheoryKind {
  readonly kind: 'runTheory';
  readonly panel: RunPanelId;
  readonly run: RunPlace;
  readonly dynamics: DynamicsKind;
  /** Gradient flow from the same weights beside gradient descent. */
  readonly compare: boolean;
}

export type FigureRequest = FigureKind & { readonly experiment: ExperimentId };

/** A figure as data, whatever it looks like. */
export type AnyFigure =
  | { readonly kind: 'lines'; readonly figure: FigureData }
  | { readonly kind: 'heatmap'; readonly figure: HeatmapFigure };
