import type { Comparison } from '../conclusion';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { placeOf } from '../places';
import type { Gain } from './layer-products';
import { residualCourse } from './residual-course';

/** Which products of layers are held against a bound. */
export type ProductSides = 'forward' | 'both';

/** Roundings of a bound, relative. */
const ROUNDING = 1e-13;

/**
 * ‖Π‖ ('most') or σ_min(Π) ('least') of the products at some moments beside one bound: Π_{k:1} of every k, with 'both'
 * also Π_{L:k}.
 */
export function* productComparisons(
  run: JudgedRun,
  moments: readonly MomentFacts[],
  sides: ProductSides,
  end: 'most' | 'least',
  bound: number,
): Generator<Comparison> {
  const { depth } = run.trajectory.model.shape;
  for (const moment of moments) {
    const products = residualCourse(run).products(moment);
    for (let k = 1; k <= depth; k += 1) {
      const gains: Gain[] = [products.forward(k)];
      if (sides === 'both') gains.push(products.backward(k));
      for (const gain of gains) {
        yield { measured: gain[end], bound, error: gain.error + ROUNDING * bound, place: placeOf(moment, k) };
      }
    }
  }
}
