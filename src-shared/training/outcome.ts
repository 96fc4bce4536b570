import type { ModelScale } from '../network/model';
import type { Outcome } from './run-result';

/** Converged: the excess risk is at most this fraction of the excess risk of zero weights (network/model.ts). */
export const CONVERGED_FRACTION = 1e-8;
/** Collapsed: the network's function is at most this fraction of the one sought, and smaller than at the start. */
export const COLLAPSED_FRACTION = 1e-6;
/** Cycling: within the last steps, this many of them, the excess risk rose … */
export const TAIL_STEPS = 100;
/** … by more than this fraction of its least value there: rises of rounding errors do not count. */
export const TAIL_RISE = 1e-6;

/** What the criteria read of a run's end. */
export interface RunEnd {
  /** Whether every parameter is finite. */
  readonly finite: boolean;
  /** R - R_min at the end. */
  readonly excessRisk: number;
  /** Size of the network's function at the end … */
  readonly outputSize: number;
  /** … and at the start. */
  readonly initialOutputSize: number;
  /** Whether the excess risk rose in the tail. */
  readonly rose: boolean;
}

/**
 * How a run ended: the first that holds of diverged (parameters not finite, nothing else), converged, collapsed,
 * cycling; otherwise it was still on its way down at its step limit.
 */
export function classifyOutcome(scale: ModelScale, end: RunEnd): Outcome {
  if (!end.finite) return 'diverged';
  if (end.excessRisk <= CONVERGED_FRACTION * scale.zeroExcessRisk) return 'converged';
  const small = end.outputSize <= COLLAPSED_FRACTION * scale.targetSize;
  if (small && end.outputSize < end.initialOutputSize) return 'collapsed';
  return end.rose ? 'cycling' : 'stepLimit';
}

/** Watches the excess risk over the last steps of a run for a rise. */
export class TailWatch {
  constructor(
    public least = Infinity,
    public rose = false,
  ) {}

  see(excessRisk: number): void {
    // Written so that a risk that is not a number counts as a rise.
    if (!(excessRisk <= this.least * (1 + TAIL_RISE))) this.rose = true;
    if (excessRisk < this.least) this.least = excessRisk;
  }
}

/** What each outcome means, for people. */
export const OUTCOME_MEANINGS: Record<Outcome, string> = {
  converged: `Excess risk (with GELU: risk) at most ${CONVERGED_FRACTION} of that of zero weights at the last step.`,
  cycling: `Not converged; in the last ${TAIL_STEPS} steps the excess risk rose by more than ${TAIL_RISE} of its least value there: bounded cycles or chaos.`,
  collapsed: `‖w_prod‖ fell below its start and to at most ${COLLAPSED_FRACTION}·‖w⋆‖ (with GELU: the outputs’ root mean square, and that of the targets): the network outputs zero.`,
  diverged: 'A parameter is no longer a finite number.',
  stepLimit: `Not converged, and the excess risk did not rise in the last ${TAIL_STEPS} steps: more steps may converge.`,
};
