import type { JudgedRun, MomentFacts } from './judged-run';
import type { VerdictPlace } from './verdict';

/** Where a comparison was measured; k counts layers from 1. */
export function placeOf({ time, step }: MomentFacts, k: number | null = null): VerdictPlace {
  return { time, step, layer: k };
}

/** W(0). */
export function startOf(run: JudgedRun): MomentFacts {
  return run.moments[0]!;
}

/** The last weights that were kept. */
export function endOf(run: JudgedRun): MomentFacts {
  return run.moments.at(-1)!;
}
