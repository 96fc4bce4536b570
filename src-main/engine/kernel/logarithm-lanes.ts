import { INVERSE_ODD, LN2_HIGH, LN2_LOW } from '@shared/numerics/elementary';
import { f64x2, i32, i64x2, v128 } from './instructions';
import type { FunctionBuilder, VectorLocal } from './module-builder';

const { add, constant, div, mul, sub } = f64x2;

const FRACTION_BITS = 52;
const EXPONENT_BIAS = 1023;
const EXPONENT_MASK = 0x7ff0000000000000n;
const bitsOf = (value: number): bigint => new BigUint64Array(Float64Array.of(value).buffer)[0]!;
/** Added to the bits of 2^e m, 1 <= m < 2, it carries into the exponent where m > √2. */
const CARRY_PAST_SQRT2 = bitsOf(2) - bitsOf(Math.SQRT2) - 1n;
/** A float64 whose fraction bits count ones. */
const ONES = 2 ** FRACTION_BITS;

/** x ← log(x) of numerics/elementary.ts, operation by operation, in every lane; all must be positive and normal. */
export function replaceByLogarithms(f: FunctionBuilder, numbers: readonly VectorLocal[]): void {
  // x = 2^k m by the bits alone, which is as exact as the products of the scalar code; f = m - 1 takes x's place.
  const exponents = numbers.map((x) => {
    const carried = f.vector(i64x2.add(x, v128.bits(CARRY_PAST_SQRT2)));
    const power = i64x2.sub(v128.and(carried, v128.bits(EXPONENT_MASK)), v128.bits(bitsOf(1)));
    f.set(x, sub(i64x2.sub(x, power), constant(1)));
    const biased = i64x2.shiftRight(carried, i32.constant(FRACTION_BITS));
    return f.vector(sub(v128.or(biased, v128.bits(bitsOf(ONES))), constant(ONES + EXPONENT_BIAS)));
  });
  const ratios = numbers.map((x) => f.vector(div(x, add(constant(2), x))));
  const squares = ratios.map((s) => f.vector(mul(s, s)));
  const [last, ...before] = [...INVERSE_ODD.subarray(1)].reverse();
  const tails = squares.map((z) => f.vector(mul(z, constant(last!))));
  for (const coefficient of before) {
    tails.forEach((tail, i) => f.set(tail, mul(squares[i]!, add(constant(coefficient), tail))));
  }
  numbers.forEach((x, i) => {
    const [k, s, tail] = [exponents[i]!, ratios[i]!, tails[i]!];
    const rest = sub(mul(s, sub(x, add(tail, tail))), mul(k, constant(LN2_LOW)));
    f.set(x, add(mul(k, constant(LN2_HIGH)), sub(x, rest)));
  });
}
