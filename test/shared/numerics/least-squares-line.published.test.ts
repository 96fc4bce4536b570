import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSquaresLine } from '@shared/numerics/least-squares-line';

/** NIST StRD, linear regression, data set "Norris" (calibration of ozone monitors): y, x. */
const NORRIS = `
0.1 0.2  338.8 337.4  118.1 118.2  888.0 884.6  9.2 10.1  228.1 226.5  668.5 666.3  998.5 996.3  449.1 448.6
778.9 777.0  559.2 558.2  0.3 0.4  0.1 0.6  778.1 775.5  668.8 666.9  339.3 338.0  448.9 447.5  10.8 11.6
557.7 556.0  228.3 228.1  998.0 995.8  888.8 887.6  119.6 120.2  0.3 0.3  0.6 0.3  557.6 556.8  339.3 339.1
888.0 887.2  998.5 999.0  778.9 779.0  10.2 11.1  117.6 118.3  228.9 229.2  668.4 669.1  449.2 448.9  0.2 0.5`;

function norris(): [x: number, y: number][] {
  const numbers = NORRIS.trim().split(/\s+/).map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i + 1]!, numbers[2 * i]!]);
}

describe('a least-squares line', () => {
  it('has NIST’s certified values on its data set Norris', () => {
    const fit = leastSquaresLine(norris())!;
    expect(fit.n).toBe(36);
    // Sums of 36 products of deviations of up to 10³: a relative 36 ε in each of slope and residuals, and the residual
    // of a point (0.9 on the mean) carries the rounding of values of 10³: 10³ ε/0.9 relative. 10⁻¹¹ has a margin of 20.
    const certified = {
      slope: 1.00211681802045,
      intercept: -0.262323073774029,
      slopeStderr: 0.429796848199937e-3,
      interceptStderr: 0.232818234301152,
      rSquared: 0.999993745883712,
    };
    for (const [name, value] of Object.entries(certified))
      expect([name, Math.abs(fit[name as keyof typeof certified]! / value - 1) < 1e-11]).toEqual([
        name,
        true,
      ]);
  });

  it('goes through points on a line, without error', () => {
    const line = (x: number): [number, number] => [x, 3 - 2 * x];
    expect(leastSquaresLine([-1, 0, 1, 4].map(line))).toEqual({
      n: 4,
      slope: -2,
      intercept: 3,
      slopeStderr: 0,
      interceptStderr: 0,
      rSquared: 1,
    });
  });

  it('knows no error from two points, and no line from one or above each other', () => {
    expect(leastSquaresLine([])).toBeNull();
    expect(leastSquaresLine([[1, 2]])).toBeNull();
    expect(
      leastSquaresLine([
        [1, 2],
        [1, 3],
        [1, 5],
      ]),
    ).toBeNull();
    expect(
      leastSquaresLine([
        [0, 1],
        [2, 5],
      ]),
    ).toMatchObject({ slope: 2, intercept: 1, slopeStderr: null, interceptStderr: null, rSquared: 1 });
  });

  it('finds no line through points above each other whose mean is rounded', () => {
    // (0.1 + 0.1 + 0.1)/3 is not 0.1.
    expect(
      leastSquaresLine([
        [0.1, 1],
        [0.1, 2],
        [0.1, 3],
      ]),
    ).toBeNull();
  });

  it('leaves residuals that sum to zero and are orthogonal to x (property)', () => {
    const coordinate = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 30 }), (points) => {
        const fit = leastSquaresLine(points);
        fc.pre(fit !== null);
        const residuals = points.map(([x, y]) => y - fit.intercept - fit.slope * x);
        // |slope| ≤ √(S_yy/S_xx) ≤ 10³ √(60): residuals below 10⁷, their errors below 10⁷ · 40 ε, times x and n.
        expect(Math.abs(residuals.reduce((sum, r) => sum + r, 0))).toBeLessThan(
          1e7 * 40 * 30 * Number.EPSILON,
        );
        const moment = points.reduce((sum, [x], i) => sum + x * residuals[i]!, 0);
        expect(Math.abs(moment)).toBeLessThan(1e10 * 40 * 30 * Number.EPSILON);
      }),
    );
  });
});
