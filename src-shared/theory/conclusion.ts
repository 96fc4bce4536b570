import type { ConclusionVerdict, Relation, VerdictPlace } from './verdict';

/** One measured number beside its bound: at a moment, of a layer or pair of layers. */
export interface Comparison {
  readonly measured: number;
  readonly bound: number;
  /** What `measured` may be off by, and the inequality is forgiven. */
  readonly error: number;
  readonly place: VerdictPlace | null;
  /** Whether this bound says nothing. */
  readonly vacuous?: boolean;
}

/**
 * The verdict on many comparisons, in ascending order of time and there of layers: the worst of them, and the first
 * that fails. Those that are not finite numbers measure nothing and are passed over; those with a vacuous bound count
 * only where all are.
 */
export function conclude(relation: Relation, comparisons: Iterable<Comparison>): ConclusionVerdict {
  let worst: Comparison | null = null;
  let margin = Infinity;
  let firstVacuous: Comparison | null = null;
  let firstViolation: Comparison | null = null;
  for (const comparison of comparisons) {
    const { measured, bound, error } = comparison;
    if (!Number.isFinite(measured) || !Number.isFinite(bound) || !Number.isFinite(error)) continue;
    if (comparison.vacuous === true) {
      firstVacuous ??= comparison;
      continue;
    }
    const left = slackOf(relation, measured, bound) + error / unitOf(bound);
    if (left < margin || worst === null) [worst, margin] = [comparison, left];
    if (!holds(relation, comparison)) firstViolation ??= comparison;
  }
  const shown = worst ?? firstVacuous;
  if (shown === null) return { ...NOTHING_MEASURED, relation };
  return {
    holds: firstViolation === null,
    measured: shown.measured,
    bound: shown.bound,
    relation,
    slack: slackOf(relation, shown.measured, shown.bound),
    error: shown.error,
    worst: shown.place,
    firstViolation: firstViolation?.place ?? null,
    vacuous: worst === null,
  };
}

const NOTHING_MEASURED = {
  holds: null,
  measured: null,
  bound: null,
  slack: null,
  error: 0,
  worst: null,
  firstViolation: null,
  vacuous: false,
} as const;

/** By how much of the bound the inequality holds, negative where it fails; the plain difference for a bound of 0. */
export function slackOf(relation: Relation, measured: number, bound: number): number {
  const difference = relation === 'atMost' ? bound - measured : measured - bound;
  // An equality that rounding alone makes -0.
  return difference === 0 ? 0 : difference / unitOf(bound);
}

function unitOf(bound: number): number {
  return bound === 0 ? 1 : Math.abs(bound);
}

/** Compared as differences: a slack could vanish or overflow where they do not. */
function holds(relation: Relation, { measured, bound, error }: Comparison): boolean {
  return relation === 'atMost' ? measured <= bound + error : measured >= bound - error;
}
