import { layerView, type MultivariateModel } from '../../network/multivariate/multivariate-network';
import { scaledNorm } from '../../numerics/dense';
import { exp } from '../../numerics/elementary';
import { singularValues } from '../../numerics/singular-values';
import type { MultivariateMoment } from '../../training/multivariate-flow';
import { conclude, type Comparison } from '../conclusion';
import { atMost, given, hypothesis } from '../conditions';
import { LayerProducts } from '../residual/layer-products';
import type { ConclusionVerdict, HypothesisVerdict, VerdictPlace } from '../verdict';

/**
 * Theorem 5 (Theorem 4 for m outputs, without p) held against a flow, with what its proof needs measured at the start:
 * the gradient sandwich is that of Theorem 4 with ‖p‖ = 1, so in the ball ‖θ_k‖ ≤ m²/(4M²) Lemma 9 gives
 *   Σ_k ‖∇_k R‖_F² ≥ µ (R - R_min), µ = Lλm⁴/4, and ‖∇_k R‖_F ≤ 8 √Λ M² √(R - R_min),
 * hence ‖θ_k‖_F ≤ L ∫‖∇_k R‖_F ≤ 64 √Λ M² √(R(0) - R_min)/(λ m⁴), which stays inside the ball if
 *   R(0) - R_min ≤ λ² m¹²/(2¹⁶ Λ M⁸).
 * (The printed hypothesis has a ‖p‖² that is not there, and constants that are not printed.)
 */
export interface TheoremFiveFacts {
  /** Largest norm (at least 1) and smallest singular value (at most 1) of all Π_{k:1}, Π_{L:k} at the start. */
  readonly M: number;
  readonly m: number;
  /** m²/(4M²). */
  readonly radius: number;
  /** µ. */
  readonly rate: number;
  readonly hypothesis: HypothesisVerdict;
  /** max ‖θ_k(t)‖_F against the radius. */
  readonly staysNear: ConclusionVerdict;
  /** R - R_min against (R(0) - R_min) e^{-µt}. */
  readonly decays: ConclusionVerdict;
}

export function theoremFive(
  model: MultivariateModel,
  moments: readonly MultivariateMoment[],
): TheoremFiveFacts {
  const { shape, problem } = model;
  const { M, m, error } = productsAtStart(model, moments[0]!.weights);
  const radius = (m * m) / (4 * M * M);
  const rate = 0.25 * shape.depth * problem.lambdaMin * m * m * m * m;
  const root = (problem.lambdaMin * (m * m * m) * (m * m * m)) / (256 * M * M * M * M);
  const initial = moments[0]!.excessRisk;
  const square = shape.widths.every((width) => width === shape.widths[0]);
  return {
    M,
    m,
    radius,
    rate,
    hypothesis: hypothesis([
      given('squareLayers', 'Every layer is $d \\times d$', square),
      given('invertibleStart', '$m > 0$: no product of layers is singular at the start', m > error),
      atMost(
        'smallInitialRisk',
        String.raw`$R^L(W(0)) - R_{\min} \le \lambda^2 m^{12}/(2^{16}\Lambda M^8)$`,
        initial,
        (root * root) / problem.lambdaMax,
      ),
    ]),
    staysNear: conclude('atMost', movements(model, moments, radius)),
    decays: conclude('atMost', decay(model, moments, rate)),
  };
}

function productsAtStart(
  { shape }: MultivariateModel,
  weights: Float64Array,
): { M: number; m: number; error: number } {
  const layers = shape.offsets.map((_, i) => ({
    singularValues: singularValues(layerView(shape, weights, i + 1), shape.widths[i + 1]!, shape.widths[i]!)
      .values,
  }));
  const products = new LayerProducts(shape, { weights, layers });
  let [M, m, error] = [1, 1, 0];
  for (let k = 1; k <= shape.depth; k += 1) {
    for (const gain of [products.forward(k), products.backward(k)]) {
      [M, m, error] = [Math.max(M, gain.most), Math.min(m, gain.least), Math.max(error, gain.error)];
    }
  }
  return { M, m, error };
}

function placeAt(time: number, layer: number | null): VerdictPlace {
  return { time, step: null, layer };
}

function* movements(
  { shape }: MultivariateModel,
  moments: readonly MultivariateMoment[],
  radius: number,
): Generator<Comparison> {
  const start = moments[0]!.weights;
  for (const { time, weights } of moments) {
    const theta = weights.map((entry, i) => shape.depth * (entry - start[i]!));
    for (let k = 1; k <= shape.depth; k += 1) {
      const rounding = shape.depth * Number.EPSILON * scaledNorm(layerView(shape, weights, k));
      const measured = scaledNorm(layerView(shape, theta, k));
      yield { measured, bound: radius, error: rounding, place: placeAt(time, k) };
    }
  }
}

function* decay(
  { shape, problem }: MultivariateModel,
  moments: readonly MultivariateMoment[],
  rate: number,
): Generator<Comparison> {
  // Where W is W⋆ to rounding, the risk that is left falls no further.
  const step = problem.inputs * shape.depth * Number.EPSILON * scaledNorm(problem.target);
  const floor = problem.lambdaMax * step * step;
  for (const { time, excessRisk } of moments) {
    const bound = moments[0]!.excessRisk * exp(-rate * time);
    yield { measured: excessRisk, bound, error: floor + 1e-12 * bound, place: placeAt(time, null) };
  }
}
