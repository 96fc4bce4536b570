import type { AxisTick, FigureText, Ink } from './figure-data';

/** A heatmap as data. Columns and lines are ordinal: neighbours stand side by side, however far apart their values. */
export interface HeatmapFigure {
  readonly id: string;
  readonly title: FigureText;
  readonly columns: HeatmapAxis;
  /** Lowest first. */
  readonly lines: HeatmapAxis;
  readonly cells: readonly HeatmapCell[];
  readonly legend: HeatmapLegend;
  readonly steps: readonly StepLine[];
  readonly caption: FigureText;
  readonly notes: readonly FigureText[];
}

export interface HeatmapAxis {
  readonly title: FigureText;
  readonly values: readonly AxisTick[];
}

export interface HeatmapCell {
  readonly column: number;
  readonly line: number;
  /** Its place in the experiment's plan. */
  readonly cell: number;
  /** Null where there is nothing to show. */
  readonly value: number | null;
  /** The value in short; an en dash where there is none. */
  readonly label: string;
  /** Where the value stands on the scale of colours: 0 is the surface, 1 the full colour; null where there is none. */
  readonly shade: number | null;
  /** Whose shade it is, where the legend has categories. */
  readonly ink?: Ink;
  /** Wilson's interval of a share, the normal interval of a mean. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Of how many runs this was counted; null for a mean. */
  readonly count: number | null;
  /** Runs that the value is over. */
  readonly n: number;
  readonly runs: number;
  readonly finished: number;
  readonly failed: number;
  /** Whether runs of this cell are still missing. */
  readonly unfinished: boolean;
}

export interface HeatmapLegend {
  readonly title: FigureText;
  /** What full colour means. */
  readonly ink: Ink | { readonly kind: 'magnitude' };
  /** Values at shades along the scale. */
  readonly ticks: readonly { readonly shade: number; readonly label: string }[];
  /** Colours that tell categories apart, instead of `ink`: each cell then has its own. */
  readonly categories?: readonly HeatmapCategory[];
}

export interface HeatmapCategory {
  readonly label: FigureText;
  readonly ink: Ink;
}

/** A line between cells. */
export interface StepLine {
  readonly id: string;
  readonly label: FigureText;
  readonly meaning: FigureText;
  /** Absent: 'solid'. */
  readonly stroke?: 'solid' | 'dotted';
  /** Which way it runs: 'columns', from column to column, each time on top of so many lines; 'lines', upwards. */
  readonly across: 'columns' | 'lines';
  /** For each column how many lines, or for each line how many columns, lie before it. */
  readonly counts: readonly number[];
}
