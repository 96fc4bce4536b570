import type { FigureRequest } from '../figures/figure-request';
import type { PaperFigureId } from '../figures/paper-figures';
import type { ExperimentRecord } from './records';

/** A figure of the paper, and how much of it is in this data folder. */
export interface PaperFigureState {
  readonly figure: PaperFigureId;
  /** In the order of the paper. */
  readonly panels: readonly PaperPanelState[];
  /** Experiments that it needs, by preset. */
  readonly needs: readonly PaperNeed[];
}

/** One of its panels. */
export interface PaperPanelState {
  /** "1a"; "3 (heatmap)" for what the paper does not print. */
  readonly id: string;
  /** Null while its experiment is not in this data folder. */
  readonly request: FigureRequest | null;
}

/** An experiment that it needs. */
export interface PaperNeed {
  readonly preset: string;
  /** Null where it was never started. */
  readonly experiment: ExperimentRecord | null;
  /** Of the missing runs, with the processes that are set. */
  readonly seconds: number;
}
