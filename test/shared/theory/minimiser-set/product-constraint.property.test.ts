import { describe, expect, it } from 'vitest';
import { dot, norm } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import { singularValues } from '@shared/numerics/singular-values';
import {
  correctFirstLayer,
  projectOntoTangent,
  retract,
} from '@shared/theory/minimiser-set/product-constraint';
import { distance, naiveProduct, randomModel } from './networks';

const WIDTHS = [
  [3, 1],
  [4, 4, 1],
  [5, 5, 5, 5, 1],
  [3, 6, 2, 4, 1],
  [4, 4, 4, 4],
].map((widths) => [widths]);
/** Products of up to 5 matrices of width 6, norms of a few: a hundred roundings of that size. */
const ROUNDING = 1e-13;

const randomWeights = (count: number, seed: number): Float64Array =>
  normals(keyAt(seed, ['test start']), count).map((entry) => 0.6 * entry);

describe('the set of networks with one predictor', () => {
  it.each(WIDTHS)('is reached from anywhere: %j', (widths) => {
    for (let seed = 0; seed < 10; seed += 1) {
      const model = randomModel(widths, seed);
      const weights = randomWeights(model.shape.parameterCount, seed);
      expect(retract(model, model.problem.wStar, weights)).toBe(true);
      expect(distance(naiveProduct(model, weights), model.problem.wStar)).toBeLessThan(ROUNDING);
    }
  });

  it('is reached by a change that a first-order calculation cannot make smaller', () => {
    const model = randomModel([5, 5, 5, 1], 3);
    const start = randomWeights(model.shape.parameterCount, 3);
    retract(model, model.problem.wStar, start);
    // A nearby point off the set comes back by less than the first layer alone would take.
    const off = start.map((entry, i) => entry + 1e-4 * Math.cos(i));
    const [whole, first] = [Float64Array.from(off), Float64Array.from(off)];
    retract(model, model.problem.wStar, whole);
    correctFirstLayer(model, model.problem.wStar, first);
    expect(distance(whole, off)).toBeLessThan(distance(first, off));
    // Its direction is normal to the set: the tangent part of the change is of second order.
    const change = whole.map((entry, i) => entry - off[i]!);
    const size = norm(change);
    projectOntoTangent(model, whole, change);
    expect(norm(change)).toBeLessThan(1e-2 * size);
  });

  it('is reached by a rank-one change of the first layer alone', () => {
    const model = randomModel([5, 5, 5, 1], 4);
    const start = randomWeights(model.shape.parameterCount, 4);
    const weights = Float64Array.from(start);
    expect(correctFirstLayer(model, model.problem.wStar, weights)).toBe(true);
    expect(distance(naiveProduct(model, weights), model.problem.wStar)).toBeLessThan(ROUNDING);
    expect([...weights.slice(25)]).toStrictEqual([...start.slice(25)]);
    const { values } = singularValues(
      weights.map((entry, i) => entry - start[i]!),
      5,
      5,
    );
    expect(values[1]!).toBeLessThan(ROUNDING * values[0]!);
  });

  it('cannot be reached where the product of the layers above the first is zero', () => {
    const model = randomModel([4, 4, 1], 0);
    const weights = randomWeights(model.shape.parameterCount, 0).fill(0, 16);
    expect(correctFirstLayer(model, model.problem.wStar, Float64Array.from(weights))).toBe(false);
  });

  it.each(WIDTHS)('has tangents along which the predictor rests, to first order: %j', (widths) => {
    const model = randomModel(widths, 7);
    const weights = randomWeights(model.shape.parameterCount, 7);
    const direction = randomWeights(model.shape.parameterCount, 8);
    const before = Float64Array.from(direction);
    expect(projectOntoTangent(model, weights, direction)).toBe(true);
    const h = 1e-5;
    const at = (t: number): number[] =>
      naiveProduct(
        model,
        weights.map((entry, i) => entry + t * direction[i]!),
      );
    // Central differences: third derivatives, of size 1 and more, times h², and rounding over h.
    expect(distance(at(h), at(-h)) / (2 * h)).toBeLessThan(1e-7);
    // An orthogonal projection: what was taken away stands at a right angle to what is left.
    const taken = before.map((entry, i) => entry - direction[i]!);
    expect(Math.abs(dot(taken, direction))).toBeLessThan(ROUNDING * dot(before, before));
  });
});
