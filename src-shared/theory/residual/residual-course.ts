import { layerOf } from '../../network/shape';
import { gram, scaledNorm } from '../../numerics/dense';
import { topSymmetricEigenvalue } from '../../numerics/symmetric-eigen';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { startOf } from '../places';
import { layerProducts, type LayerProducts } from './layer-products';

/** θ_k(t) = L (W_k(t) - W_k(0)) at one moment: how far the layers are from where they started, in the unit of (2). */
export interface ThetaFacts {
  /** ‖θ_k‖_F, k = 1 … L at index k - 1. */
  readonly frobenius: Float64Array;
  /** max_k ‖θ_k‖, operator norms. */
  readonly largest: number;
}

/** What Section 5's proofs read of a run whose layers are all d × d. */
export interface ResidualCourse {
  /** M = max(1, largest ‖Π_{k:1}‖, ‖Π_{L:k}‖) at θ = 0. */
  readonly M: number;
  /** m = min(1, least σ_min(Π_{k:1}), σ_min(Π_{L:k})) at θ = 0. */
  readonly m: number;
  /** What either may be off by. */
  readonly error: number;
  /** m²/(4M²), the radius of Lemma 9 and of Theorem 4's proof. */
  readonly radius: number;
  readonly theta: (moment: MomentFacts) => ThetaFacts;
  readonly products: (moment: MomentFacts) => LayerProducts;
}

const known = new WeakMap<JudgedRun, ResidualCourse>();

/** The course of a run as Section 5 sees it, whatever its layers were started with; kept as long as the run is. */
export function residualCourse(run: JudgedRun): ResidualCourse {
  const found = known.get(run) ?? observe(run);
  known.set(run, found);
  return found;
}

/** Whether every layer is d × d, as residual networks have them. */
export function hasSquareLayers({ trajectory }: JudgedRun): boolean {
  const { widths } = trajectory.model.shape;
  return widths.every((width) => width === widths[0]);
}

function observe(run: JudgedRun): ResidualCourse {
  const { shape } = run.trajectory.model;
  const start = startOf(run);
  const products = (moment: MomentFacts): LayerProducts => layerProducts(shape, moment);
  let [M, m, error] = [1, 1, 0];
  for (let k = 1; k <= shape.depth; k += 1) {
    for (const gain of [products(start).forward(k), products(start).backward(k)]) {
      // The proofs need m <= 1 only, so that products of the identity's layers may have m = 1.
      [M, m, error] = [Math.max(M, gain.most), Math.min(m, gain.least), Math.max(error, gain.error)];
    }
  }
  const thetas = new WeakMap<MomentFacts, ThetaFacts>();
  const theta = (moment: MomentFacts): ThetaFacts => {
    const found = thetas.get(moment) ?? thetaFacts(run, start, moment);
    thetas.set(moment, found);
    return found;
  };
  return { M, m, error, radius: (m * m) / (4 * M * M), theta, products };
}

function thetaFacts({ trajectory }: JudgedRun, start: MomentFacts, moment: MomentFacts): ThetaFacts {
  const { shape } = trajectory.model;
  const theta = moment.weights.map((weight, i) => shape.depth * (weight - start.weights[i]!));
  const frobenius = new Float64Array(shape.depth);
  let largest = 0;
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const layer = theta.subarray(offset, offset + rows * columns);
    frobenius[k - 1] = scaledNorm(layer);
    largest = Math.max(largest, operatorNorm(layer, rows, columns, frobenius[k - 1]!));
  }
  return { frobenius, largest };
}

/** ‖A‖ as the root of AᵀA's largest eigenvalue, good to rounding; divided by ‖A‖_F first, whose square may vanish. */
function operatorNorm(a: Float64Array, rows: number, columns: number, frobenius: number): number {
  if (!(frobenius > 0) || frobenius === Infinity) return frobenius;
  const unit = a.map((entry) => entry / frobenius);
  return frobenius * Math.sqrt(topSymmetricEigenvalue(gram(unit, rows, columns, 1), columns));
}
