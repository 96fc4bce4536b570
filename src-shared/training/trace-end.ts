import type { TraceSeries } from './run-result';

/** Of a run that broke off, with fewer finite samples than this its course is not seen. */
const ENOUGH = 20;

/**
 * The first sampled step from which on nothing that was recorded is finite; null where the last samples are, and of
 * traces that are empty.
 */
export function traceEnd(traces: readonly TraceSeries[]): number | null {
  let end = 0;
  for (const { every, values } of traces) {
    const last = values.findLastIndex(Number.isFinite);
    if (last + 1 === values.length) return null;
    end = Math.max(end, (last + 1) * every);
  }
  return traces.length === 0 ? null : end;
}

/** Whether a run broke off after so few samples that a closer look at it shows more. */
export function isTooCoarse(traces: readonly TraceSeries[]): boolean {
  const end = traceEnd(traces);
  return end !== null && traces.every(({ every }) => every > 1 && end / every < ENOUGH);
}
