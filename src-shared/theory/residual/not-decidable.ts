import type { JudgedRun } from '../judged-run';
import { startOf } from '../places';
import type { Condition, ConclusionVerdict, Relation, VerdictPlace } from '../verdict';

/** A conclusion whose bound rests on constants that the paper does not print: what was measured, and no verdict. */
export function withoutBound(
  relation: Relation,
  measured: number,
  error: number,
  place: VerdictPlace,
): ConclusionVerdict {
  return {
    holds: null,
    measured: Number.isFinite(measured) ? measured : null,
    bound: null,
    relation,
    slack: null,
    error,
    worst: place,
    firstViolation: null,
    vacuous: false,
  };
}

function undecided(id: string, text: string, measured: number): Condition {
  return { id, text, holds: null, measured, bound: null };
}

/** Theorem 4's hypothesis as printed: not decidable, since C_1, C_2 and C_4 rest on constants that are not printed. */
export function printedHypothesis(run: JudgedRun): Condition[] {
  const { problem, depth, projectionNorm } = run.setting;
  const scaled = problem.lambdaMin * projectionNorm;
  return [
    undecided('deepEnough', '$L \\ge C_1$, a constant that is not printed', depth),
    undecided('wideEnough', '$d \\ge C_2$, a constant that is not printed', problem.features),
    undecided(
      'smallInitialRisk',
      String.raw`$(R^L(W(0)) - R_{\min})\,\Lambda/(\lambda\|p\|)^2 \le C_4$, a constant that is not printed`,
      (startOf(run).excessRisk * problem.lambdaMax) / (scaled * scaled),
    ),
  ];
}
