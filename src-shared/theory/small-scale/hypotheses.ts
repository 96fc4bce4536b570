import { dot, multiply, norm, scaledNorm } from '../../numerics/dense';
import { atLeast, atMost, finiteOrNull, given } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { startOf } from '../places';
import type { Condition } from '../verdict';
import { driftsAllowed, driftsOf, largestRelativeDrift } from './drift';
import { initialScale } from './initial-scale';

/** A norm that normalisation makes 1 is 0.9999999999999999 in float64: "at least 1" is decided to this many ulp. */
const NORM_ULPS = 8;

/** Section 4 is about networks with one output and nothing after it. */
export function fullyConnected({ trajectory: { model } }: JudgedRun): Condition {
  const { projection } = model.network;
  return given(
    'fullyConnected',
    String.raw`fully connected: $d_L = 1$, $p = 1$`,
    projection.length === 1 && projection[0] === 1,
  );
}

/** What the dynamics is called; the drift beside it is the measured one. What Lemma 1 assumes. */
export function calledGradientFlow(run: JudgedRun): Condition {
  return {
    id: 'gradientFlow',
    text: String.raw`the dynamics is gradient flow (measured: the drift of $W_{k+1}^\top W_{k+1} - W_k W_k^\top$ over $\max_k \|W_k\|_F^2$)`,
    holds: run.trajectory.dynamics.kind === 'gradientFlow',
    measured: finiteOrNull(largestRelativeDrift(run)),
    bound: allowedRelativeDrift(run),
  };
}

/** That, and the integration keeps Lemma 1's matrices to its tolerance. What follows from Lemma 1 assumes this. */
export function gradientFlow(run: JudgedRun): Condition {
  const called = calledGradientFlow(run);
  return { ...called, holds: called.holds === true && driftsAllowed(run) };
}

function allowedRelativeDrift(run: JudgedRun): number {
  const { allowed, size } = driftsOf(run)[0]!;
  return size === 0 ? 0 : allowed / size;
}

/** (A1): R(W(0)) ≤ R_0 and ∇R(W(0)) ≠ 0. */
export function a1(run: JudgedRun): Condition[] {
  const { problem } = run.setting;
  const { product, gradientSquares } = startOf(run);
  const size = norm(product);
  // d products a sum, of terms up to Λ ‖w‖(2‖w⋆‖ + ‖w‖).
  const rounding =
    4 * problem.features * Number.EPSILON * problem.lambdaMax * size * (2 * problem.wStarNorm + size);
  return [
    atMost(
      'startBelowZeroWeights',
      String.raw`(A1) $R(W(0)) - R_0 \le 0$, $R_0$ the risk of zero weights`,
      0 - initialGain(run),
      0,
      rounding,
    ),
    {
      id: 'startNotStationary',
      text: String.raw`(A1) $\nabla R(W(0)) \ne 0$ (measured: $\|\nabla R(W(0))\|_F$)`,
      holds: gradientSquares.some((square) => square > 0),
      measured: finiteOrNull(scaledNorm(gradientSquares.map((square) => Math.sqrt(square)))),
      bound: 0,
    },
  ];
}

/** R_0 - R(W(0)) = w_prodᵀ Σ̂ (2w⋆ - w_prod): as a difference of risks it would cancel for small weights. */
export function initialGain(run: JudgedRun): number {
  const { problem } = run.setting;
  const { product } = startOf(run);
  const rest = product.map((entry, j) => 2 * problem.wStar[j]! - entry);
  const image = new Float64Array(problem.features);
  multiply(problem.covariance, 0, problem.features, problem.features, rest, image);
  return dot(product, image);
}

/** (A2): Σ̂ of full rank, ε ≤ 1, ‖w⋆‖ ≥ 1, 32 L √ε ≤ 1, what asks most first. */
export function a2(run: JudgedRun): Condition[] {
  const { problem, depth } = run.setting;
  const epsilon = initialScale(run);
  return [
    atMost(
      'smallStartForDepth',
      String.raw`(A2) $32 L \sqrt\varepsilon \le 1$`,
      32 * depth * Math.sqrt(epsilon),
      1,
    ),
    atLeast(
      'fullRank',
      String.raw`(A2) $\hat\Sigma$ has full rank (measured: its rank; bound: $d$)`,
      problem.rank,
      problem.features,
    ),
    atMost('smallStart', String.raw`(A2) $\varepsilon \le 1$`, epsilon, 1),
    atLeast(
      'largeSolution',
      String.raw`(A2) $\|w^\star\| \ge 1$`,
      problem.wStarNorm,
      1,
      NORM_ULPS * Number.EPSILON,
    ),
  ];
}

/** What all of Section 4 but its algebra rests on. */
export function smallScaleFlow(run: JudgedRun): Condition[] {
  return [fullyConnected(run), gradientFlow(run)];
}
