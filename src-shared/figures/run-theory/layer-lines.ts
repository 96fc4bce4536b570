import type { JudgedRun, MomentFacts } from '../../theory/judged-run';
import type { FigureSeries, FigureText } from '../figure-data';
import { afterStart, courseOf, layerInk } from './run-view';

/** A line a layer, or a pair of neighbours, in the colours of an ordered family. */
export function layerLines(
  run: JudgedRun,
  count: number,
  name: string,
  value: (facts: MomentFacts, index: number, moment: number) => number | null,
): FigureSeries[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${name}-${index + 1}`,
    label: `k = ${index + 1}`,
    ink: layerInk(index, count),
    points: courseOf(run, (facts, moment) => value(facts, index, moment)),
    marked: false,
  }));
}

/** The same for what is 0 at the start by definition. */
export function movedLines(...of: Parameters<typeof layerLines>): FigureSeries[] {
  return layerLines(...of).map((line) => ({ ...line, points: afterStart(line.points) }));
}

/** Where lines are highest. */
export interface Extreme {
  readonly value: number;
  /** On the x axis. */
  readonly place: number;
  /** Label of the line. */
  readonly line: FigureText;
}

export function highest(series: readonly FigureSeries[]): Extreme | null {
  let best: Extreme | null = null;
  for (const { points, label } of series) {
    for (const { x, y } of points) {
      if (y !== null && (best === null || y > best.value)) best = { value: y, place: x, line: label };
    }
  }
  return best;
}
