import { traceQuantities } from '@shared/experiment/linearity';
import { plan } from '@shared/experiment/plan';
import { retrace } from '@shared/training/retrace';
import type { RunPlace, TraceSeries } from '@shared/training/run-result';
import type { OpenedExperiment } from './open-archived';

/** Lets other work pass between two slices of a long one. */
export type Breathe = () => Promise<void>;

/** Longest stretch of work without a breath, in milliseconds. */
const SLICE_MS = 20;

/**
 * Computes a run again with traces of about `samples` samples, over the steps that it lived: by determinism those of the
 * archived run. Null where the experiment has no such run.
 */
export async function replayRun(
  { record: { spec }, prepared }: OpenedExperiment,
  { cell, repetition }: RunPlace,
  samples: number,
  breathe: Breathe,
): Promise<TraceSeries[] | null> {
  const planned = plan(spec).cells[cell];
  if (planned === undefined || repetition >= planned.repetitions) return null;
  const quantities = traceQuantities(spec).filter((name) => name !== 'sharpnessAsPublished');
  const slices = retrace(prepared.task(planned, repetition), quantities, samples);
  let sliceEnd = performance.now() + SLICE_MS;
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
    if (performance.now() < sliceEnd) continue;
    await breathe();
    sliceEnd = performance.now() + SLICE_MS;
  }
}
