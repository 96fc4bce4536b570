import { conclude, type Comparison } from '../conclusion';
import { NO_HYPOTHESIS } from '../conditions';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { Relation, StatementVerdict } from '../verdict';
import { layerProducts, type Gain } from './layer-products';

/** Roundings of norms and squares, relative. */
const ROUNDING = 1e-12;

const QUANTITIES = [
  String.raw`$\|\nabla_k R^L\|_F^2$ of every layer, from equation (5)`,
  String.raw`$R^L - R_{\min}$ without the difference of two risks`,
  String.raw`norms and smallest singular values of $\Pi_{k-1:1} = W_{k-1}\cdots W_1$ and $\Pi_{L:k+1}$`,
];
const COST = 'O(L d³)';

/** Section 5: the gradient of a layer is at most the risk that is left, times what the other layers can stretch. */
export const gradientSandwichAbove = {
  id: 'gradientSandwichAbove',
  title: 'Gradient sandwich, upper side',
  subject: 'residual',
  citation: 'Section 5, below Theorem 4; equation (43) of its proof',
  formula: String.raw`\|\nabla_k R^L\|_F^2 \le 4\Lambda\|p\|^2\,\|\Pi_{L:k+1}\|^2\,\|\Pi_{k-1:1}\|^2\,(R^L - R_{\min})`,
  assumptions: [],
  meaning: 'No layer learns faster than the risk that is left and the norms of the other layers allow.',
  quantities: QUANTITIES,
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'gradientSandwichAbove',
    hypothesis: NO_HYPOTHESIS,
    conclusion: conclude('atMost', comparisons(run, 'atMost')),
  }),
} satisfies Statement;

/** Section 5: the gradient of a layer is at least the risk that is left, times what the other layers must keep. */
export const gradientSandwichBelow = {
  id: 'gradientSandwichBelow',
  title: 'Gradient sandwich, lower side',
  subject: 'residual',
  citation: 'Section 5, below Theorem 4; equation (37) of its proof',
  formula: String.raw`\|\nabla_k R^L\|_F^2 \ge 4\lambda\|p\|^2\,\sigma_{\min}^2(\Pi_{L:k+1})\,\sigma_{\min}^2(\Pi_{k-1:1})\,(R^L - R_{\min})`,
  assumptions: [],
  meaning: 'While no product of layers is singular, every layer learns as long as there is risk to lose.',
  quantities: QUANTITIES,
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'gradientSandwichBelow',
    hypothesis: NO_HYPOTHESIS,
    conclusion: conclude('atLeast', comparisons(run, 'atLeast')),
  }),
} satisfies Statement;

/**
 * Both sides are computed from one error vector w_prod - w⋆, so its own rounding cancels; what remains is the rounding of
 * the products of layers, and that of Σ̂ (w_prod - w⋆), which matters where that is nearly in the kernel of Σ̂.
 */
function* comparisons(run: JudgedRun, relation: Relation): Generator<Comparison> {
  const { problem } = run.setting;
  const { shape, network } = run.trajectory.model;
  const projectionSquare = run.setting.projectionNorm * run.setting.projectionNorm;
  const upper = relation === 'atMost';
  const eigenvalue = upper ? problem.lambdaMax : problem.lambdaMin;
  for (const moment of run.moments) {
    const products = layerProducts(shape, moment);
    const kernel = kernelErrors(run, moment);
    for (let k = 1; k <= network.shape.depth; k += 1) {
      const [left, right] = [products.backward(k + 1), products.forward(k - 1)];
      const gain = upper ? left.most * right.most : left.least * right.least;
      const factor = 4 * eigenvalue * projectionSquare;
      const bound = factor * gain * gain * moment.excessRisk;
      const measured = moment.gradientSquares[k - 1]!;
      const reach = (left.most + left.error) * (right.most + right.error);
      const slopeError = run.setting.projectionNorm * reach * kernel.slope;
      const error =
        ROUNDING * (measured + Math.abs(bound)) +
        factor * gainSquareError(left, right, upper) * moment.excessRisk +
        factor * gain * gain * kernel.excess +
        slopeError * (2 * Math.sqrt(measured) + slopeError);
      yield { measured, bound, error, place: placeOf(moment, k), vacuous: !upper && gain === 0 };
    }
  }
}

/** What rounding may leave in ‖∇R¹‖ and in R - R_min: max(n, d) ε Λ ‖w_prod - w⋆‖ and its like. */
function kernelErrors(run: JudgedRun, { product }: MomentFacts): { slope: number; excess: number } {
  const { samples, features, lambdaMax, wStar } = run.setting.problem;
  let square = 0;
  for (let j = 0; j < features; j += 1) {
    const error = product[j]! - wStar[j]!;
    square += error * error;
  }
  const rounding = Math.max(samples, features) * Number.EPSILON * lambdaMax;
  return { slope: 2 * rounding * Math.sqrt(square), excess: rounding * square };
}

/** By how much (gain of left)² (gain of right)² may be off. */
function gainSquareError(left: Gain, right: Gain, upper: boolean): number {
  const [a, b] = upper ? [left.most, right.most] : [left.least, right.least];
  const largest = (a + left.error) * (b + right.error);
  return largest * largest - a * b * (a * b);
}
