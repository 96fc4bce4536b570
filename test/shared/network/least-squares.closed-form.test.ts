import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '@shared/network/data/data-set';
import { meanSquaredError, regressionProblem } from '@shared/network/regression-problem';

function table(rows: readonly (readonly number[])[], targets: readonly number[]): Table {
  return {
    samples: rows.length,
    features: rows[0]!.length,
    inputs: Float64Array.from(rows.flat()),
    targets: Float64Array.from(targets),
  };
}

const solve = (rows: number[][], targets: number[]): ReturnType<typeof regressionProblem> =>
  regressionProblem({ train: table(rows, targets), test: null });

/** Cramer's rule on the normal equations of two features, in exact integers. */
function exactFit(
  rows: readonly (readonly [number, number])[],
  y: readonly number[],
): [number, number] | null {
  const sum = (f: (i: number) => number): number => rows.reduce((total, _, i) => total + f(i), 0);
  const a = sum((i) => rows[i]![0] ** 2);
  const b = sum((i) => rows[i]![0] * rows[i]![1]);
  const c = sum((i) => rows[i]![1] ** 2);
  const [u, v] = [sum((i) => rows[i]![0] * y[i]!), sum((i) => rows[i]![1] * y[i]!)];
  const determinant = a * c - b * b;
  return determinant === 0 ? null : [(c * u - b * v) / determinant, (a * v - b * u) / determinant];
}

describe('least squares', () => {
  it('of two features is Cramer’s rule in integers (property)', () => {
    const entry = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(entry, entry, entry), { minLength: 2, maxLength: 12 }), (lines) => {
        const rows = lines.map(([a, b]) => [a, b] as const);
        const y = lines.map(([, , target]) => target);
        const exact = exactFit(rows, y);
        fc.pre(exact !== null);
        const problem = solve(
          rows.map((row) => [...row]),
          y,
        );
        const [w0, w1] = exact;
        // κ(Σ̂) of such integers is below 10⁵; refinement leaves about ε κ(X), with room for κ(Σ̂) ε.
        expect(Math.abs(problem.wStar[0]! - w0) + Math.abs(problem.wStar[1]! - w1)).toBeLessThan(1e-10);
        const residuals = rows.map(([a, b], i) => y[i]! - a * w0 - b * w1);
        const risk = residuals.reduce((sum, r) => sum + r * r, 0) / rows.length;
        const zero = y.reduce((sum, target) => sum + target * target, 0) / rows.length;
        expect(Math.abs(problem.riskMin - risk)).toBeLessThan(1e-10);
        expect(Math.abs(problem.riskZero - zero)).toBeLessThan(1e-12);
        expect(problem.rank).toBe(2);
        // Σ̂ has trace λ + Λ and determinant λΛ.
        const n = rows.length;
        const trace = rows.reduce((sum, [a, b]) => sum + a * a + b * b, 0) / n;
        expect(Math.abs(problem.lambdaMin + problem.lambdaMax - trace)).toBeLessThan(1e-12 * trace);
        const size = w0 * w0 + w1 * w1;
        if (size > 0.01) {
          // a ‖w⋆‖² = ‖Xw⋆‖²/n.
          const image = rows.reduce((sum, [a, b]) => sum + (a * w0 + b * w1) ** 2, 0) / n;
          expect(Math.abs(problem.a - image / size)).toBeLessThan(1e-9 * trace);
        }
      }),
    );
  });

  it('of one equation in three unknowns points along the row: w⋆ = y x/‖x‖²', () => {
    const problem = solve([[1, 2, 2]], [18]);
    [2, 4, 4].forEach((exact, j) => expect(Math.abs(problem.wStar[j]! - exact)).toBeLessThan(1e-14));
    expect([problem.rank, problem.samples, problem.features]).toEqual([1, 1, 3]);
    expect(Math.abs(problem.wStarNorm - 6)).toBeLessThan(1e-14);
    // Σ̂ = xxᵀ: λ = Λ = a = 9; all of the risk can go.
    for (const value of [problem.lambdaMin, problem.lambdaMax, problem.a])
      expect(Math.abs(value - 9)).toBeLessThan(1e-13);
    expect(problem.riskZero).toBe(324);
    expect(problem.riskMin).toBeLessThan(1e-27);
  });

  it('of a repeated column gives both the same weight', () => {
    const problem = solve(
      [
        [1, 1],
        [2, 2],
        [-1, -1],
      ],
      [2, 4, 1],
    );
    // One column x = (1, 2, -1) has ⟨x, y⟩/⟨x, x⟩ = 9/6, shared equally.
    for (const value of problem.wStar) expect(Math.abs(value - 0.75)).toBeLessThan(1e-14);
    expect(problem.rank).toBe(1);
    // Residuals ½, 1, 5/2.
    expect(Math.abs(problem.riskMin - 7.5 / 3)).toBeLessThan(1e-14);
  });

  it('survives many more features than samples', () => {
    // Orthogonal rows e_i scaled by i + 1: w⋆ is y_i/(i + 1) there and 0 elsewhere.
    const rows = Array.from({ length: 12 }, (_, i) =>
      Array.from({ length: 60 }, (__, j) => (i === j ? i + 1 : 0)),
    );
    const problem = solve(
      rows,
      rows.map((_, i) => i - 4),
    );
    expect(problem.rank).toBe(12);
    problem.wStar.forEach((value, j) => {
      expect(Math.abs(value - (j < 12 ? (j - 4) / (j + 1) : 0))).toBeLessThan(1e-13);
    });
  });

  it('returns zero where targets are orthogonal to the inputs', () => {
    const problem = solve([[1], [1], [-2]], [1, 1, 1]);
    expect([...problem.wStar].map(Math.abs)).toEqual([0]);
    expect(problem.riskMin).toBe(problem.riskZero);
  });

  it('of inputs that are all zero has no rank and no λ', () => {
    expect(solve([[0, 0]], [3])).toMatchObject({
      rank: 0,
      lambdaMin: 0,
      lambdaMax: 0,
      wStarNorm: 0,
      riskMin: 9,
    });
  });

  it('measures other tables by their mean', () => {
    // Errors 1 and -3.
    expect(meanSquaredError(table([[1], [2]], [3, 1]), Float64Array.of(2))).toBe(5);
  });
});
