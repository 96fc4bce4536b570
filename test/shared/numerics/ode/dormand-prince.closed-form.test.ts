import { describe, expect, it } from 'vitest';
import { DormandPrince } from '@shared/numerics/ode/dormand-prince';
import {
  DENSE_WEIGHTS,
  ERROR_WEIGHTS,
  NODES,
  STABLE_REACH,
  STAGES,
} from '@shared/numerics/ode/dormand-prince-tableau';
import type { OdeSystem } from '@shared/numerics/ode/system';

const FIFTH = [...STAGES[6]!, 0];
const FOURTH = FIFTH.map((weight, i) => weight - ERROR_WEIGHTS[i]!);
const STAGE_COUNT = 7;

function entry(i: number, j: number): number {
  return STAGES[i]![j] ?? 0;
}

function sum(term: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < STAGE_COUNT; i += 1) total += term(i);
  return total;
}

/** Σ_j a_ij v_j, as a vector over stages. */
function through(v: (i: number) => number): (i: number) => number {
  return (i) => sum((j) => entry(i, j) * v(j));
}

/**
 * Butcher's conditions, a rooted tree each: its elementary weight over stages, which the weights have to sum to
 * 1/density, up to order 5.
 */
const c = (i: number): number => NODES[i]!;
const ac = through(c);
const acc = through((i) => c(i) ** 2);
const aac = through(ac);
const TREES: readonly { order: number; density: number; weight: (i: number) => number }[] = [
  { order: 1, density: 1, weight: () => 1 },
  { order: 2, density: 2, weight: c },
  { order: 3, density: 3, weight: (i) => c(i) ** 2 },
  { order: 3, density: 6, weight: ac },
  { order: 4, density: 4, weight: (i) => c(i) ** 3 },
  { order: 4, density: 8, weight: (i) => c(i) * ac(i) },
  { order: 4, density: 12, weight: acc },
  { order: 4, density: 24, weight: aac },
  { order: 5, density: 5, weight: (i) => c(i) ** 4 },
  { order: 5, density: 10, weight: (i) => c(i) ** 2 * ac(i) },
  { order: 5, density: 20, weight: (i) => ac(i) ** 2 },
  { order: 5, density: 15, weight: (i) => c(i) * acc(i) },
  { order: 5, density: 30, weight: (i) => c(i) * aac(i) },
  { order: 5, density: 20, weight: through((i) => c(i) ** 3) },
  { order: 5, density: 40, weight: through((i) => c(i) * ac(i)) },
  { order: 5, density: 60, weight: through(acc) },
  { order: 5, density: 120, weight: through(aac) },
];

// Coefficients are below 30 and a condition sums at most 7³ products of them: a thousand roundings of 1e-16 each.
const ROUNDING = 1e-13;

/** Weights of the continuous extension at a share θ of the step, from its polynomial with unit vectors for slopes. */
function denseWeights(share: number): number[] {
  return NODES.reduce<number[]>((weights, _, stage) => {
    const change = FIFTH[stage]!;
    const bend = (stage === 0 ? 1 : 0) - change;
    const twist = change - (stage === 6 ? 1 : 0) - bend;
    const rest = 1 - share;
    return [...weights, share * (change + rest * (bend + share * (twist + rest * DENSE_WEIGHTS[stage]!)))];
  }, []);
}

describe('the coefficients', () => {
  it('have rows that sum to the nodes, and error and dense weights that sum to 0', () => {
    for (let i = 1; i < STAGE_COUNT; i += 1)
      expect(Math.abs(sum((j) => entry(i, j)) - NODES[i]!)).toBeLessThan(ROUNDING);
    expect(Math.abs(sum((i) => ERROR_WEIGHTS[i]!))).toBeLessThan(ROUNDING);
    expect(Math.abs(sum((i) => DENSE_WEIGHTS[i]!))).toBeLessThan(ROUNDING);
  });

  it.each(TREES)('meet the condition of order $order, density $density', ({ order, density, weight }) => {
    expect(Math.abs(sum((i) => FIFTH[i]! * weight(i)) - 1 / density)).toBeLessThan(ROUNDING);
    if (order <= 4) expect(Math.abs(sum((i) => FOURTH[i]! * weight(i)) - 1 / density)).toBeLessThan(ROUNDING);
  });

  it('have an embedded solution of order 4 and no more', () => {
    const misses = TREES.filter(({ order }) => order === 5).map(({ density, weight }) =>
      Math.abs(sum((i) => FOURTH[i]! * weight(i)) - 1 / density),
    );
    expect(Math.max(...misses)).toBeGreaterThan(1e-4);
  });

  it.each(TREES.filter(({ order }) => order <= 4))(
    'meet the condition of order $order, density $density, inside a step',
    ({ order, density, weight }) => {
      for (const share of [0.1, 0.37, 0.5, 0.9]) {
        const weights = denseWeights(share);
        expect(Math.abs(sum((i) => weights[i]! * weight(i)) - share ** order / density)).toBeLessThan(
          ROUNDING,
        );
      }
    },
  );

  it('are stable on the negative axis as far as is said, and not much farther', () => {
    // A step of y' = -λ y from 1 is the stability polynomial R(-λ h).
    const after = (z: number): number => {
      const method = new DormandPrince(
        scalar((_, y) => -z * y),
        0,
        Float64Array.of(1),
      );
      method.attempt(1);
      return Math.abs(method.next[0]!);
    };
    for (let z = 0.05; z <= STABLE_REACH; z += 0.05) expect(after(z)).toBeLessThan(1);
    expect(after(1.05 * STABLE_REACH)).toBeGreaterThan(1);
  });
});

function scalar(f: (t: number, y: number) => number): OdeSystem {
  return {
    dimension: 1,
    coupled: 1,
    derivative: (t, y, out) => {
      out[0] = f(t, y[0]!);
    },
  };
}

/** Problems with closed forms: a linear one, a logistic one, one that depends on time, a rotation. */
const PROBLEMS: readonly { name: string; system: OdeSystem; exact: (t: number) => number[] }[] = [
  { name: 'decay', system: scalar((_, y) => -y), exact: (t) => [Math.exp(-t)] },
  {
    name: 'logistic',
    system: scalar((_, y) => y * (1 - y)),
    exact: (t) => [1 / (1 + Math.exp(-t))],
  },
  { name: 'forced', system: scalar((t, y) => y * Math.cos(t)), exact: (t) => [Math.exp(Math.sin(t))] },
  {
    name: 'rotation',
    system: {
      dimension: 2,
      coupled: 2,
      derivative: (_, y, out) => {
        out[0] = -y[1]!;
        out[1] = y[0]!;
      },
    },
    exact: (t) => [Math.cos(t), Math.sin(t)],
  },
];

/** Largest error at the ends and at a third of every one of `count` equal steps up to t = 2. */
function errors(
  { system, exact }: (typeof PROBLEMS)[number],
  count: number,
): { end: number; inside: number } {
  const step = 2 / count;
  const method = new DormandPrince(system, 0, Float64Array.from(exact(0)));
  const out = new Float64Array(system.dimension);
  let [end, inside] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    method.attempt(step);
    method.accept();
    const off = (state: Float64Array, t: number): number =>
      Math.max(...exact(t).map((value, j) => Math.abs(state[j]! - value)));
    end = Math.max(end, off(method.state, method.time));
    // What is added to the error of the step's start.
    const localStart = Float64Array.from(exact(method.startTime));
    const local = new DormandPrince(system, method.startTime, localStart);
    local.attempt(step);
    local.accept();
    local.inside(1 / 3, out);
    inside = Math.max(inside, off(out, local.startTime + step / 3));
  }
  return { end, inside };
}

describe.each(PROBLEMS)('steps of equal length, $name', (problem) => {
  it('have a solution of order 5 and a local error of order 5 inside a step: order 4', () => {
    const [coarse, fine] = [errors(problem, 20), errors(problem, 40)];
    // log₂ of the ratio tends to 5; the next term of the expansion is h = 0.1 times a modest constant of it.
    const order = Math.log2(coarse.end / fine.end);
    expect(order).toBeGreaterThan(4.7);
    expect(order).toBeLessThan(5.6);
    const localOrder = Math.log2(coarse.inside / fine.inside);
    expect(localOrder).toBeGreaterThan(4.7);
    expect(localOrder).toBeLessThan(5.6);
  });

  it('meet both ends of a step from inside', () => {
    const method = new DormandPrince(problem.system, 0, Float64Array.from(problem.exact(0)));
    const start = Float64Array.from(method.state);
    method.attempt(0.3);
    method.accept();
    const out = new Float64Array(problem.system.dimension);
    method.inside(0, out);
    expect(out).toEqual(start);
    method.inside(1, out);
    // start + (end - start): one rounding of the difference, one of the sum.
    out.forEach((value, i) => expect(Math.abs(value - method.state[i]!)).toBeLessThan(4e-16));
  });
});

describe('a step', () => {
  it('takes its first slope from the step before: six evaluations', () => {
    let calls = 0;
    const system = scalar((_, y) => {
      calls += 1;
      return -y;
    });
    const method = new DormandPrince(system, 0, Float64Array.of(1));
    for (let i = 0; i < 10; i += 1) {
      method.attempt(0.1);
      method.accept();
    }
    expect(calls).toBe(61);
    expect(method.evaluations).toBe(61);
    expect(method.slope[0]).toBe(-method.state[0]!);
  });

  it('leaves the state where it is not accepted', () => {
    const method = new DormandPrince(
      scalar((_, y) => -y),
      0,
      Float64Array.of(1),
    );
    method.attempt(0.5);
    method.attempt(0.1);
    method.accept();
    const once = new DormandPrince(
      scalar((_, y) => -y),
      0,
      Float64Array.of(1),
    );
    once.attempt(0.1);
    once.accept();
    expect(method.state).toEqual(once.state);
    expect(method.time).toBe(once.time);
  });

  it('says how steep the system is: the modulus of the only eigenvalue of a linear one', () => {
    const method = new DormandPrince(
      scalar((_, y) => -30 * y),
      0,
      Float64Array.of(1),
    );
    method.attempt(0.05);
    // A quotient of differences of numbers near 1 that differ by about 1e-3.
    expect(method.steepness()).toBeCloseTo(30, 8);
  });
});
