import { scaledNorm } from '../../numerics/dense';
import type { JudgedRun } from '../judged-run';

/**
 * How far W_{k+1}ᵀW_{k+1} - W_kW_kᵀ has moved from its initial value: not at all along gradient flow (Lemma 1). Of an
 * integrated flow it is what the integrator's errors add up to, of gradient descent what its steps do.
 */
export interface PairDrift {
  /** ‖E‖_F, E = (W_{k+1}ᵀW_{k+1} - W_kW_kᵀ)(t) - (W_{k+1}ᵀW_{k+1} - W_kW_kᵀ)(0). */
  readonly frobeniusNorm: number;
  /** |tr E|. */
  readonly trace: number;
  /** d_k. */
  readonly width: number;
}

export interface MomentDrift {
  /** k = 1 … L - 1 at index k - 1. */
  readonly pairs: readonly PairDrift[];
  /** max_{k, s ≤ t} ‖W_k(s)‖_F² over the moments so far: the size that a drift is seen against. */
  readonly size: number;
  /** ‖E‖_F up to this much is put down to the integrator and to rounding. */
  readonly allowed: number;
}

/** An integration of this many steps may err by its whole tolerance in each of them, always in the same direction. */
export const ALLOWED_STEPS = 1e3;

/** Of every moment of the run. Computed once a run. Cost O(L d² max d) a moment. */
export function driftsOf(run: JudgedRun): readonly MomentDrift[] {
  const known = computed.get(run);
  if (known !== undefined) return known;
  const { moments, trajectory } = run;
  const relative = integrationTolerance(run) + ROUNDINGS * trajectory.model.shape.maxWidth * Number.EPSILON;
  let size = 0;
  const drifts = moments.map(({ layers, imbalances }): MomentDrift => {
    for (const { frobeniusNorm } of layers) size = Math.max(size, frobeniusNorm * frobeniusNorm);
    const pairs = imbalances.map((matrix, i) => pairDrift(matrix, moments[0]!.imbalances[i]!));
    return { pairs, size, allowed: relative * size };
  });
  computed.set(run, drifts);
  return drifts;
}

const computed = new WeakMap<JudgedRun, readonly MomentDrift[]>();
/** Each entry of E is a sum of some 4 max d_k products of entries, whose squares sum to at most ‖W‖_F². */
const ROUNDINGS = 16;

/**
 * What an integrated flow may be off by, relative to the squared norms of its layers: a step errs by at most
 * (relative + absolute)·‖W_k‖_F in layer k, which moves W_{k+1}ᵀW_{k+1} - W_kW_kᵀ by up to four times that much times
 * ‖W‖_F. 0 of gradient descent, which nobody asks to be a flow.
 */
export function integrationTolerance({ trajectory: { dynamics } }: JudgedRun): number {
  if (dynamics.kind !== 'gradientFlow') return 0;
  return 4 * ALLOWED_STEPS * (dynamics.relativeTolerance + dynamics.absoluteTolerance);
}

function pairDrift(now: Float64Array, before: Float64Array): PairDrift {
  const width = Math.sqrt(now.length);
  const change = now.map((entry, i) => entry - before[i]!);
  let trace = 0;
  for (let i = 0; i < width; i += 1) trace += change[i * width + i]!;
  return { frobeniusNorm: scaledNorm(change), trace: Math.abs(trace), width };
}

/**
 * What Lemma 2 is forgiven at a moment: its proof adds up operator norms and traces of Lemma 1's differences, so with
 * drifts E_k its three bounds move by at most Σ_k (|tr E_k| + ‖E_k‖), of which no more is forgiven than is allowed.
 */
export function forgivenDrift({ pairs, allowed }: MomentDrift): number {
  return pairs.reduce(
    (sum, { frobeniusNorm, trace, width }) =>
      sum + Math.min(trace + frobeniusNorm, (1 + Math.sqrt(width)) * allowed),
    0,
  );
}

/** max_{t, k} ‖E_k(t)‖_F over the size at t. */
export function largestRelativeDrift(run: JudgedRun): number {
  let largest = 0;
  for (const { pairs, size } of driftsOf(run)) {
    for (const { frobeniusNorm } of pairs) {
      if (frobeniusNorm > 0) largest = Math.max(largest, frobeniusNorm / size);
    }
  }
  return largest;
}

/** Whether every drift is one that the integrator's tolerance and rounding explain. */
export function driftsAllowed(run: JudgedRun): boolean {
  return driftsOf(run).every(({ pairs, allowed }) =>
    pairs.every(({ frobeniusNorm }) => frobeniusNorm <= allowed),
  );
}
