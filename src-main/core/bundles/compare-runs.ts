import type { RunRecord } from '@shared/contract/records';
import { sameBits } from '@shared/training/same-bits';
import type { MeasureValue, RunResult, TraceSeries } from '@shared/training/run-result';

/**
 * How a run of a bundle differs from the archived one at its place, as a sentence without its full stop; null where they are
 * the same in every bit.
 */
export function differenceOf(
  own: RunResult,
  here: RunRecord,
  tracesHere: readonly TraceSeries[],
): string | null {
  const differs = (what: string, theirs: unknown, ours: unknown): string =>
    `cell ${own.cell}, repetition ${own.repetition}: ${what} is ${String(theirs)} in the bundle and ${String(ours)} here`;
  if (own.outcome !== here.outcome) return differs('the outcome', own.outcome, here.outcome);
  if (own.stepsTaken !== here.stepsTaken)
    return differs('the number of steps taken', own.stepsTaken, here.stepsTaken);
  return (
    differenceOfMeasures(own.measures, here.measures, differs) ??
    differenceOfTraces(own.traces, tracesHere, differs)
  );
}

type Differs = (what: string, theirs: unknown, ours: unknown) => string;

function differenceOfMeasures(
  theirs: readonly MeasureValue[],
  ours: readonly MeasureValue[],
  differs: Differs,
): string | null {
  const byName = new Map(ours.map((own) => [own.measure, own]));
  for (const { measure, value, error, method } of theirs) {
    const own = byName.get(measure);
    if (own === undefined) return differs(measure, value, 'missing');
    if (!Object.is(value, own.value)) return differs(measure, value, own.value);
    if (!Object.is(error, own.error)) return differs(`the error of ${measure}`, error, own.error);
    if (method !== own.method) return differs(`the method of ${measure}`, method, own.method);
    byName.delete(measure);
  }
  const [left] = byName.values();
  return left === undefined ? null : differs(left.measure, 'missing', left.value);
}

function differenceOfTraces(
  theirs: readonly TraceSeries[],
  ours: readonly TraceSeries[],
  differs: Differs,
): string | null {
  if (theirs.length !== ours.length) return differs('the number of traces', theirs.length, ours.length);
  for (const { quantity, every, values } of theirs) {
    const own = ours.find((trace) => trace.quantity === quantity);
    if (own === undefined) return differs(`the trace of ${quantity}`, 'there', 'missing');
    if (own.every !== every || own.values.length !== values.length)
      return differs(`the length of the trace of ${quantity}`, values.length, own.values.length);
    if (sameBits(values, own.values)) continue;
    // Machines differ in the sign bit of NaN, which means nothing.
    const first = values.findIndex((value, i) => !Object.is(value, own.values[i]));
    if (first >= 0)
      return differs(`${quantity} after ${first * every} steps`, values[first], own.values[first]);
  }
  return null;
}
