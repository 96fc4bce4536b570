import type { ExperimentSpec } from '../experiment/spec';
import type { Outcome } from '../training/run-result';
import type { CellRow } from './cell-table';
import type { InitialRow } from './initial-table';
import type { Interval } from './interval';
import type { TheoryFacts } from './theory-facts';

/**
 * A figure as data: what is drawn, in the units of its axes, and what has to be said with it. The window draws it, and
 * files are made from it; neither knows the experiment.
 */

/** Text with subscripts in `_{…}` and superscripts in `^{…}`: "S_{min}", "e^{−t}". */
export type FigureText = string;

/** A colour by what it means: the theme chooses it. */
export type Ink =
  /** One of an ordered family (learning rates, depths), the same wherever the family is drawn. */
  | { readonly kind: 'ordinal'; readonly index: number; readonly count: number }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'initialisation' }
  | { readonly kind: 'theory' };

export interface AxisTick {
  readonly value: number;
  readonly label: string;
}

export interface FigureAxis {
  readonly title: FigureText;
  readonly scale: 'linear' | 'log';
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly AxisTick[];
}

/** Dashes that tell lines apart: the first three are those of theory's lines too. */
export const STROKES = ['solid', 'dashed', 'dotted', 'dashDot', 'longDash', 'dashDotDot'] as const;
export type LineStroke = (typeof STROKES)[number];

/** Shapes that tell points apart. */
export const MARKERS = ['circle', 'square', 'triangle', 'diamond', 'invertedTriangle', 'pentagon'] as const;
export type Marker = (typeof MARKERS)[number];

/** y is null where there is nothing to draw; 0 on a logarithmic axis stands on its lower or left edge. */
export interface FigurePoint {
  readonly x: number;
  readonly y: number | null;
  /** The 95 % interval of y; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** How many runs y summarises. */
  readonly n: number;
}

export interface FigureSeries {
  readonly id: string;
  readonly label: FigureText;
  readonly ink: Ink;
  /** Ascending in x. */
  readonly points: readonly FigurePoint[];
  /** Whether each point is marked: where they are few. */
  readonly marked: boolean;
  /** 'dots': the points alone, with no line through them. Absent: 'line'. */
  readonly drawn?: 'line' | 'dots';
  /** Of its line: dashed where it is what another one is compared with. Absent: 'solid'. */
  readonly stroke?: LineStroke;
  /** Of its points. Absent: 'circle'. */
  readonly marker?: Marker;
  /** Of which of how many figures laid over each other it is: bars of theirs stand beside each other. Absent: of one alone. */
  readonly beside?: { readonly index: number; readonly count: number };
  /**
   * What it is called on the plot where that is not its label: in figures laid over each other, what its colour means; empty
   * where another line of its colour is called so. Absent: its label.
   */
  readonly name?: FigureText;
}

/** A line that theory or a threshold draws. */
export interface ReferenceLine {
  readonly id: string;
  /** Beside the line; empty for none. */
  readonly label: FigureText;
  /** What it means, as a sentence. */
  readonly meaning: FigureText;
  /** What it and the lines beside it mean together, for a caption: absent where `meaning` says it. */
  readonly family?: FigureText;
  readonly stroke: 'dotted' | 'dashed' | 'solid';
  readonly ink: Ink;
  readonly along:
    | { readonly y: number }
    | { readonly x: number }
    | { readonly points: readonly (readonly [x: number, y: number])[] };
}

/** What dashes and markers mean, whatever the colour. */
export interface FigureKey {
  readonly label: FigureText;
  /** Null where there are dots and no lines. */
  readonly stroke: LineStroke | null;
  readonly marker: Marker;
}

export interface FigurePanel {
  readonly x: FigureAxis;
  readonly y: FigureAxis;
  readonly series: readonly FigureSeries[];
  readonly references: readonly ReferenceLine[];
  /** Of figures laid over each other. */
  readonly key?: readonly FigureKey[];
  /** Printed inside the plot, in a free upper corner; lines are parted by \n. */
  readonly note?: FigureText;
}

export interface FigureData {
  readonly id: string;
  readonly title: FigureText;
  /** One above the other, sharing the x axis. */
  readonly panels: readonly FigurePanel[];
  /** What is shown: n, interval, convention. */
  readonly caption: FigureText;
  /** What is not shown, and why. */
  readonly notes: readonly FigureText[];
}

/** What every figure of an experiment is made from. */
export interface FigureSource {
  readonly spec: ExperimentSpec;
  /** A row a cell, in the order of the plan. */
  readonly rows: readonly CellRow[];
  /** Null while it is not known: figures then lack theory's lines. */
  readonly theory: TheoryFacts | null;
  /** Symbol of the initialisation's scale; null for a family without one. */
  readonly scaleSymbol: string | null;
  /** Which interval the rows hold. Absent: 'normal'. */
  readonly interval?: Interval;
  /** The learning rates among which each has its colour, ascending: those of all figures side by side. Absent: the spec's. */
  readonly rates?: readonly number[];
  /** What was measured before the first step, pooled. Absent: pooled from the rows, which normal intervals allow. */
  readonly initial?: readonly InitialRow[];
}

/** How squared distance and sharpness are stated: as defined in the paper's text, or as the authors' code prints them. */
export type Convention = 'exact' | 'asPublished';
