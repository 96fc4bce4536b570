import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimiseConvex } from '@shared/numerics/minimise';

describe('the minimum of a convex function', () => {
  it('of a parabola: its vertex to √ε, its value to ε, wherever the search starts (property)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: -40, max: 40, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (vertex, start, curvature) => {
          const f = (x: number): number => 1 + curvature * (x - vertex) ** 2;
          const { argument, value } = minimiseConvex(f, start, 0.5, 1e-9);
          // f rounds to 1 where curvature · (x - vertex)² < ε.
          const flat = Math.sqrt((4 * Number.EPSILON) / curvature);
          expect(Math.abs(argument - vertex)).toBeLessThan(1e-9 + flat);
          expect(value - 1).toBeLessThan(8 * Number.EPSILON);
          expect(value).toBe(f(argument));
        },
      ),
    );
  });

  it('of e^x - c x: ln c, and c - c ln c', () => {
    for (const c of [0.01, 1, 20, 1e4]) {
      const { argument, value } = minimiseConvex((x) => Math.exp(x) - c * x, 0, 0.5, 1e-9);
      // Curvature c at the minimum against rounding errors of size ε c (1 + |ln c|).
      expect(Math.abs(argument - Math.log(c))).toBeLessThan(
        1e-9 + 4e-8 * Math.sqrt(1 + Math.abs(Math.log(c))),
      );
      expect(Math.abs(value - (c - c * Math.log(c)))).toBeLessThan(
        8 * Number.EPSILON * c * (1 + Math.abs(Math.log(c))),
      );
    }
  });

  it('of a kink, where the value is as good as the argument', () => {
    const { argument, value } = minimiseConvex((x) => Math.max(-2 * x, 3 * (x - 1)), -7, 0.5, 1e-10);
    expect(Math.abs(argument - 0.6)).toBeLessThan(1e-10);
    // Slopes of 3 at most.
    expect(Math.abs(value + 1.2)).toBeLessThan(3e-10);
  });

  it('between the ends of a flat stretch', () => {
    const { argument, value } = minimiseConvex((x) => Math.max(0, Math.abs(x) - 2), 9, 0.5, 1e-9);
    expect(Math.abs(argument)).toBeLessThanOrEqual(2);
    expect(value).toBe(0);
  });
});
