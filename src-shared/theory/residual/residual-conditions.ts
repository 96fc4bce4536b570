import { atLeast, atMost, given } from '../conditions';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { startOf } from '../places';
import type { Condition } from '../verdict';
import { hasSquareLayers, residualCourse } from './residual-course';

/** Square layers, as W_k = I + … has them. */
export function squareLayers(run: JudgedRun): Condition {
  return given('squareLayers', 'Every layer is $d \\times d$', hasSquareLayers(run));
}

export function gradientFlowOnly({ trajectory }: JudgedRun): Condition {
  return given('gradientFlow', 'Gradient flow', trajectory.dynamics.kind === 'gradientFlow');
}

/** Started by equation (2). */
export function residualStart({ start }: JudgedRun): Condition {
  return given(
    'residualStart',
    String.raw`Residual initialisation, $W_k(0) = I + \frac{s}{\sqrt{Ld}} N_k$`,
    start.family === 'residual',
  );
}

/** σ_min of no product of the start's layers is 0 (to its error). */
export function invertibleStart(run: JudgedRun): Condition {
  const { m, error } = residualCourse(run);
  return {
    ...atLeast('invertibleStart', String.raw`$m > 0$: no product of layers is singular at the start`, m, 0),
    holds: m > error,
  };
}

/** What is left of the radius when the risk is small enough for Theorem 4's proof. */
export function smallInitialRisk(run: JudgedRun): Condition {
  const { problem, projectionNorm } = run.setting;
  const { M, m } = residualCourse(run);
  const root = (problem.lambdaMin * projectionNorm * sixth(m)) / (256 * M * M * M * M);
  return atMost(
    'smallInitialRisk',
    String.raw`$R^L(W(0)) - R_{\min} \le \lambda^2\|p\|^2 m^{12}/(2^{16}\Lambda M^8)$`,
    startOf(run).excessRisk,
    (root * root) / problem.lambdaMax,
  );
}

function sixth(x: number): number {
  return x * x * x * (x * x * x);
}

/** The moments at which every ‖θ_k‖ (operator norm) is within a radius; the start always is. */
export function momentsWithin(run: JudgedRun, radius: number): MomentFacts[] {
  const { theta } = residualCourse(run);
  return run.moments.filter((moment) => theta(moment).largest <= radius);
}

/**
 * Whether a statement about a ball round θ = 0 says anything of this run beyond its start: measured is max ‖θ_k‖ at the
 * first moment after that.
 */
export function entersBall(run: JudgedRun, radius: number, text: string): Condition {
  const after = run.moments[1];
  const measured = after === undefined ? 0 : residualCourse(run).theta(after).largest;
  return atMost('ball', text, measured, radius);
}
