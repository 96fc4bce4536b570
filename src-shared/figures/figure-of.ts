import type { RunRecord } from '../contract/records';
import { plan } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import type { RunPlace, TraceSeries } from '../training/run-result';
import { cellSamples } from './cell-samples';
import { cellRows, type SummarisedMeasure } from './cell-table';
import { distanceLines } from './distance-lines';
import { divergenceHeatmap } from './divergence-heatmap';
import { divergenceLines } from './divergence-lines';
import type { FigureData, FigureSource } from './figure-data';
import type { AnyFigure, FigureKind, RunTheoryKind } from './figure-request';
import { generalisationScatter } from './generalisation-scatter';
import { initialTable } from './initial-table';
import type { Interval } from './interval';
import {
  cellOf,
  learningRateOf,
  refusal,
  requireAxis,
  requireMeasure,
  requireTestTable,
  sliceOf,
} from './request-checks';
import { RUN_PANELS } from './run-theory/run-panels';
import type { RunView } from './run-theory/run-view';
import { runTrace } from './run-trace';
import { scatter, type ScatterSource } from './scatter';
import { reduceCourse } from './scatter-axis';
import { sharpnessLines } from './sharpness-lines';
import type { TheoryFacts } from './theory-facts';

/** What figures of an experiment are made from; runs and traces are read only where a figure needs them. */
export interface FigureInput {
  readonly spec: ExperimentSpec;
  readonly theory: TheoryFacts;
  /** Symbol of the initialisation's scale; null for a family without one. */
  readonly scaleSymbol: string | null;
  /** As of FigureSource. */
  readonly rates?: readonly number[];
  /** The ended runs, in any order. */
  readonly runs: () => Iterable<RunRecord>;
  /** What was recorded along a run; none where it has not ended. */
  readonly traces: (place: RunPlace) => readonly TraceSeries[];
  /** A number of what was recorded along a run, for figures of many. Absent: from `traces`. */
  readonly along?: ScatterSource['along'];
  /** The run that a figure of its theory is about; absent where no such figure is asked for. */
  readonly view?: RunView;
}

/**
 * The figure that is asked for. What the experiment cannot have is refused with a WorkbenchError 'bad-arguments'; runs
 * that are only missing yet are said in the figure's notes.
 */
export function figureOf(kind: FigureKind, input: FigureInput): AnyFigure {
  const { spec } = input;
  switch (kind.kind) {
    case 'distanceLines': {
      requireMeasure(spec, 'finalSquaredDistance');
      const source = sourceOf(input, ['initialSquaredDistance', 'finalSquaredDistance'], kind.interval);
      const { convention } = kind;
      return lines(distanceLines(source, { slice: sliceOf(spec, kind.slice), convention }));
    }
    case 'sharpnessLines': {
      const { convention, everyRate } = kind;
      const slice = sliceOf(spec, kind.slice);
      const source = sourceOf(input, SHARPNESS_MEASURES[convention], kind.interval);
      return lines(sharpnessLines(source, { slice, convention, everyRate }));
    }
    case 'divergenceLines': {
      const slice = sliceOf(spec, kind.slice);
      return lines(divergenceLines(sourceOf(input, []), slice));
    }
    case 'heatmap': {
      const { quantity } = kind;
      const slice = sliceOf(spec, kind.slice);
      if (quantity.kind === 'mean') requireMeasure(spec, quantity.measure);
      const source = sourceOf(input, quantity.kind === 'mean' ? [quantity.measure] : []);
      return { kind: 'heatmap', figure: divergenceHeatmap(source, { slice, quantity }) };
    }
    case 'generalisation': {
      requireTestTable(spec);
      const { convention, learningRate } = kind;
      const rate = learningRate === null ? {} : { learningRate: learningRateOf(spec, learningRate) };
      return lines(generalisationScatter(input, input.runs(), { convention, ...rate }));
    }
    case 'scatter': {
      requireAxis(spec, kind.x, kind.points);
      requireAxis(spec, kind.y, kind.points);
      if (kind.within !== null) cellOf(spec, { ...kind.within, repetition: kind.within.repetition ?? 0 });
      const along = input.along ?? alongTraces(input);
      return lines(scatter({ ...aboutOf(input), along }, input.runs(), kind));
    }
    case 'runTheory':
      return lines(runTheoryFigure(kind, input));
    case 'runTrace': {
      const { cell, repetition } = kind.run;
      const { convention } = kind;
      const planned = cellOf(spec, kind.run);
      const source: FigureSource = { ...aboutOf(input), rows: [] };
      return lines(
        runTrace(source, planned, repetition, recorded(input, { cell, repetition }), { convention }),
      );
    }
  }
}

function runTheoryFigure(
  { panel: id, run, compare }: RunTheoryKind,
  { spec, view }: FigureInput,
): FigureData {
  cellOf(spec, run);
  const panel = RUN_PANELS.find((own) => own.id === id)!;
  if (view === undefined) throw new TypeError('A figure of a run’s theory needs the run.');
  if (panel.applies(view.run, view.comparison !== null)) return panel.draw(view);
  throw refusal(
    `"${panel.title}" is not about this run of "${spec.name}".`,
    id === 'flowDistance' && !compare ? 'Compare gradient descent with gradient flow.' : null,
  );
}

const SHARPNESS_MEASURES = {
  exact: ['initialSharpness', 'finalSharpness'],
  asPublished: ['initialSharpnessAsPublished', 'finalSharpnessAsPublished'],
} as const satisfies Record<string, readonly SummarisedMeasure[]>;

function lines(figure: FigureData): AnyFigure {
  return { kind: 'lines', figure };
}

function aboutOf({ spec, theory, scaleSymbol, rates }: FigureInput): Omit<FigureSource, 'rows'> {
  return { spec, theory, scaleSymbol, ...(rates === undefined ? {} : { rates }) };
}

function sourceOf(
  input: FigureInput,
  measures: readonly SummarisedMeasure[],
  interval: Interval = 'normal',
): FigureSource {
  const { cells } = plan(input.spec);
  const samples = cellSamples(cells.length, input.runs());
  const options = { interval, measures };
  return {
    ...aboutOf(input),
    rows: cellRows(cells, samples, options),
    interval,
    ...(interval === 'normal' ? {} : { initial: initialTable(cells, samples, options) }),
  };
}

function alongTraces({ traces }: FigureInput): ScatterSource['along'] {
  return (place, quantity, along) => {
    const found = traces(place).find((series) => series.quantity === quantity);
    return found === undefined ? null : reduceCourse(found.values, along);
  };
}

/** The traces of a run, empty ones while it has not ended. */
function recorded({ spec, traces }: FigureInput, place: RunPlace): readonly TraceSeries[] {
  const found = traces(place);
  if (found.length > 0) return found;
  if (spec.trace === null) {
    throw refusal(
      `"${spec.name}" records no courses of its runs.`,
      'Design it again with a trace of squaredDistance and sharpness.',
    );
  }
  const { every, quantities } = spec.trace;
  return quantities.map((quantity) => ({ quantity, every, values: new Float64Array(0) }));
}
