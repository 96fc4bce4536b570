import { CENTRE, LOWEST, SQRT2, TAIL, TAIL_START } from '@shared/numerics/random/jax';
import { f32x4, f64x2, i32, i32x4, v128, type Vector } from './instructions';
import { replaceByLogarithms } from './logarithm-lanes';
import type { FunctionBuilder, VectorLocal } from './module-builder';

/*
 * normalsOfWords of numerics/random/jax.ts on four words a vector, to the bit. There a float32 operation is one of
 * float64, rounded; here it is the native one, which is the same: a product of two float32 is exact in float64, and a
 * sum or square root that is rounded to 53 bits and then to 24 is as if rounded once, since 53 >= 2 · 24 + 2.
 */

/**
 * The draws of some vectors of words, in float32. All vectors take every step side by side: each is a long chain of
 * operations that wait for one another, and a constant is made once for all of them.
 */
export function normalsOf(f: FunctionBuilder, words: readonly Vector[]): VectorLocal[] {
  const uniforms = words.map((word) => f.vector(uniformOf(word)));
  const squares = uniforms.map((x) => f.vector(f32x4.mul(x, x)));
  const logarithms = minusLogOfOneMinus(f, squares);
  const centred = logarithms.map((w) => f.vector(f32x4.sub(w, f32x4.constant(2.5))));
  const factors = polynomials(f, CENTRE, centred);
  logarithms.forEach((w, i) => {
    const tail = f32x4.greaterOrEqual(w, f32x4.constant(TAIL_START));
    // One draw in 300 is there.
    f.when(v128.anyTrue(tail), () => f.set(factors[i]!, v128.select(tailFactor(f, w), factors[i]!, tail)));
  });
  return uniforms.map((x, i) => f.vector(f32x4.mul(f32x4.constant(SQRT2), f32x4.mul(factors[i]!, x))));
}

/**
 * x in (-1, 1) of the top 23 bits: an odd multiple of 2^-24, so every step here is exact. The scalar code's maximum
 * with LOWEST, which is the number of the word 0, changes none of them.
 */
function uniformOf(word: Vector): Vector {
  const top = f32x4.convertSigned(i32x4.shiftRight(word, i32.constant(9)));
  return f32x4.add(f32x4.mul(top, f32x4.constant(2 ** -22)), f32x4.constant(LOWEST));
}

/** Lanes 0 and 1 of two vectors; lanes 2 and 3 of one in the place of 0 and 1. */
const LOW_HALVES = [0, 1, 4, 5] as const;
const HALVES_SWAPPED = [2, 3, 0, 1] as const;

/** float32 lanes as two vectors of float64. */
export function promoted(four: VectorLocal): [Vector, Vector] {
  return [f64x2.promoteLow(four), f64x2.promoteLow(v128.shuffle32(four, four, HALVES_SWAPPED))];
}

/**
 * w = -log1p(-x²) in float32. An x² of these, rounded, is a multiple of 2^-48 between 2^-48 and 1 - 2^-23. So
 * u = 1 - x² is exact and in [2^-23, 1): none of the special cases of log and log1p occurs, and the factor x/(u - 1) of
 * log1p is 1. There it is a product and a quotient with two roundings of float64, here it is left out: no w becomes
 * another float32 by that. There are only 2^23 of them, and the test takes each.
 */
function minusLogOfOneMinus(f: FunctionBuilder, squares: readonly VectorLocal[]): VectorLocal[] {
  const pairs = squares
    .flatMap((square) => promoted(square))
    .map((half) => f.vector(f64x2.sub(f64x2.constant(1), half)));
  replaceByLogarithms(f, pairs);
  const low = pairs.map((pair) => f32x4.demoteZero(pair));
  return squares.map((_, i) => f.vector(f32x4.neg(v128.shuffle32(low[2 * i]!, low[2 * i + 1]!, LOW_HALVES))));
}

/** erf⁻¹(x)/x for w >= 5. */
function tailFactor(f: FunctionBuilder, w: VectorLocal): VectorLocal {
  const point = f.vector(f32x4.sub(f32x4.sqrt(w), f32x4.constant(3)));
  return polynomials(f, TAIL, [point])[0]!;
}

/** A polynomial at some points, highest power first. */
function polynomials(
  f: FunctionBuilder,
  coefficients: Float32Array,
  points: readonly VectorLocal[],
): VectorLocal[] {
  const [highest, ...others] = coefficients;
  const sums = points.map(() => f.vector(f32x4.constant(highest!)));
  for (const coefficient of others) {
    sums.forEach((sum, i) => f.set(sum, f32x4.add(f32x4.constant(coefficient), f32x4.mul(sum, points[i]!))));
  }
  return sums;
}
