import { describe, expect, it } from 'vitest';
import { LimitedMemory } from '@shared/numerics/limited-memory';

const norm = (v: Float64Array): number => Math.hypot(...v);

describe('LimitedMemory', () => {
  it('goes down the gradient while it knows nothing', () => {
    expect([...new LimitedMemory(3).direction(Float64Array.of(1, -2))]).toStrictEqual([-1, 2]);
  });

  it('finds the minimum of a quadratic in n exact line searches', () => {
    // f = ½ Σ h_i x_i²: BFGS with exact line searches ends after n steps (conjugate directions).
    const h = [1, 3, 10, 40];
    const gradientAt = (x: Float64Array): Float64Array => x.map((entry, i) => h[i]! * entry);
    const memory = new LimitedMemory(10);
    let x = Float64Array.of(1, 1, 1, 1);
    for (let step = 0; step < h.length; step += 1) {
      const g = gradientAt(x);
      const p = memory.direction(g);
      const along = p.reduce((sum, entry, i) => sum + entry * g[i]!, 0);
      const curved = p.reduce((sum, entry, i) => sum + h[i]! * entry * entry, 0);
      const next = x.map((entry, i) => entry - (along / curved) * p[i]!);
      memory.learn(
        next.map((entry, i) => entry - x[i]!),
        gradientAt(next).map((entry, i) => entry - g[i]!),
      );
      x = next;
    }
    // Rounding of some 100 operations, amplified by the condition number 40.
    expect(norm(x)).toBeLessThan(1e-12);
  });

  it('learns nothing from a step along which the gradient fell', () => {
    const memory = new LimitedMemory(3);
    memory.learn(Float64Array.of(1, 0), Float64Array.of(-1, 0));
    expect([...memory.direction(Float64Array.of(0, 1))].map((entry) => entry + 0)).toStrictEqual([0, -1]);
  });
});
