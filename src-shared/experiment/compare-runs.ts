import type { RunDifference } from '../contract/provenance';
import type { MeasureValue, RunResult, TraceSeries } from '../training/run-result';

type ComparedRun = Pick<RunResult, 'cell' | 'repetition' | 'stepsTaken' | 'measures' | 'traces'> & {
  readonly outcome: string | null;
};

type Found = Omit<RunDifference, 'cell' | 'repetition'>;

/**
 * Everything in which a run that was computed again differs from the archived one: empty exactly if all values have the
 * same bits (any two NaN are the same). Of a trace, the first sample that differs.
 */
export function compareRuns(archived: ComparedRun, recomputed: ComparedRun): RunDifference[] {
  const { cell, repetition } = archived;
  const found: Found[] = [
    ...differing('outcome', archived.outcome, recomputed.outcome),
    ...differing('steps taken', archived.stepsTaken, recomputed.stepsTaken),
    ...pairs(archived.measures, recomputed.measures, ({ measure }) => measure).flatMap(measureDifferences),
    ...pairs(archived.traces, recomputed.traces, ({ quantity }) => quantity).flatMap(traceDifferences),
  ];
  return found.map((difference) => ({ cell, repetition, ...difference }));
}

type Pair<T> = readonly [name: string, archived: T | undefined, recomputed: T | undefined];

function pairs<T>(archived: readonly T[], recomputed: readonly T[], nameOf: (entry: T) => string): Pair<T>[] {
  const names = new Set([...archived, ...recomputed].map(nameOf));
  const named = (entries: readonly T[], name: string): T | undefined =>
    entries.find((entry) => nameOf(entry) === name);
  return [...names].map((name) => [name, named(archived, name), named(recomputed, name)]);
}

function measureDifferences([name, archived, recomputed]: Pair<MeasureValue>): Found[] {
  return [
    ...differing(name, archived?.value, recomputed?.value),
    ...differing(`error of ${name}`, archived?.error, recomputed?.error),
    ...differing(`method of ${name}`, archived?.method, recomputed?.method),
  ];
}

function traceDifferences([name, archived, recomputed]: Pair<TraceSeries>): Found[] {
  if (archived === undefined || recomputed === undefined) {
    const has = (trace: TraceSeries | undefined): string | null => (trace === undefined ? null : 'recorded');
    return differing(`trace of ${name}`, has(archived), has(recomputed));
  }
  const shape = [
    ...differing(`interval of the trace of ${name}`, archived.every, recomputed.every),
    ...differing(`length of the trace of ${name}`, archived.values.length, recomputed.values.length),
  ];
  if (shape.length > 0) return shape;
  const first = archived.values.findIndex((value, i) => !Object.is(value, recomputed.values[i]));
  if (first < 0) return [];
  const step = first * archived.every;
  return differing(`trace of ${name} at step ${step}`, archived.values[first], recomputed.values[first]);
}

type Value = number | string | null | undefined;

function differing(what: string, archived: Value, recomputed: Value): Found[] {
  if (Object.is(archived ?? null, recomputed ?? null)) return [];
  return [{ what, archived: shown(archived), recomputed: shown(recomputed) }];
}

/** The shortest decimals of a double tell it from every other one, but for the sign of zero. */
function shown(value: Value): string | null {
  if (value === undefined || value === null) return null;
  return Object.is(value, -0) ? '-0' : String(value);
}
