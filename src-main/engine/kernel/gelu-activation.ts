import { at, f64x2, i32, i64x2, v128, type Address, type Integer, type Vector } from './instructions';
import { VECTOR_BYTES } from './lane-memory';
import { constantAt, type GeluConstant, type SharedPlaces } from './gelu-layout';
import type { FunctionBuilder, VectorLocal } from './module-builder';

const { add, div, mul, pmax, pmin, sub } = f64x2;
const { load } = v128;

/** Places of arrays over a group's units, in bytes from a unit of the group's record. */
export interface ActivationPlaces extends SharedPlaces {
  /** z_k before, h_k = g(z_k) after. */
  readonly hidden: number;
  /** g'(z_k). */
  readonly slopes: number;
  /** g''(z_k), or null where nobody asks. */
  readonly bends: number | null;
}

/**
 * numerics/gelu.ts on the `count` vectors of a layer's units from `unit` on, operation by operation. One entry is a
 * chain of some ninety cycles, too long for a processor to overlap many of them in the order of the code. So all entries
 * go through it in three stages: short chains, of which many overlap, each with its constants in registers.
 */
export function activation(
  f: FunctionBuilder,
  places: ActivationPlaces,
  unit: Integer,
  count: number | Integer,
): void {
  const { hidden, slopes, bends, remainders, powers } = places;
  const stage = <Name extends GeluConstant>(
    names: readonly Name[],
    body: (
      constant: Record<Name, Vector>,
      place: (array: number) => Address,
      scratch: (array: number) => Address,
    ) => void,
  ): void => {
    f.scope(() => {
      const constant = Object.fromEntries(names.map((name) => [name, f.vector(constantAt(places, name))]));
      const entry = f.integer(unit);
      const spare = f.integer(i32.constant(0));
      f.loop(count, () => {
        body(
          constant as Record<Name, VectorLocal>,
          (array) => at(entry, array),
          (array) => at(spare, array),
        );
        f.advance(entry, VECTOR_BYTES);
        f.advance(spare, VECTOR_BYTES);
      });
    });
  };

  // 2^t with t = k + r: from z to r and 2^k.
  stage(['low', 'high', 'exponentLinear', 'exponentCubic', 'rounding'], (c, place, scratch) => {
    const floored = f.vector(pmax(load(place(hidden)), c.low));
    const x = f.vector(pmin(floored, c.high));
    const square = f.vector(mul(x, x));
    f.store(place(hidden), floored);
    f.store(place(slopes), square);
    const t = f.vector(mul(x, add(c.exponentLinear, mul(c.exponentCubic, square))));
    const sum = f.vector(add(t, c.rounding));
    f.store(scratch(powers), i64x2.shiftLeft(sum, i32.constant(52)));
    f.store(scratch(remainders), sub(t, sub(sum, c.rounding)));
  });

  // σ = (q - p)/((q - p) + 2^k (q + p)), which takes the place of r.
  stage(['odd1', 'odd0', 'even2', 'even1', 'even0'], (c, _place, scratch) => {
    const r = f.vector(load(scratch(remainders)));
    const v = f.vector(mul(r, r));
    const p = f.vector(mul(r, add(mul(add(v, c.odd1), v), c.odd0)));
    const q = f.vector(add(mul(add(mul(c.even2, v), c.even1), v), c.even0));
    const denominator = f.vector(sub(q, p));
    const rest = mul(load(scratch(powers)), add(q, p));
    f.store(scratch(remainders), div(denominator, add(denominator, rest)));
  });

  // g and its derivatives.
  const first = ['one', 'slope0', 'slope2'] as const;
  stage(bends === null ? first : [...first, 'bend0', 'bend2'], (c, place, scratch) => {
    const sigma = f.vector(load(scratch(remainders)));
    const square = f.vector(load(place(slopes)));
    const g = f.vector(mul(load(place(hidden)), sigma));
    f.store(place(hidden), g);
    const rest = f.vector(sub(c.one, sigma));
    const rate = f.vector(add(c.slope0, mul(c.slope2, square)));
    const steepness = f.vector(mul(mul(g, rest), rate));
    f.store(place(slopes), add(sigma, steepness));
    if (bends === null) return;
    const bend = mul(mul(sigma, rest), add(c.bend0, mul(c.bend2, square)));
    f.store(place(bends), add(bend, mul(mul(steepness, rate), sub(rest, sigma))));
  });
}
