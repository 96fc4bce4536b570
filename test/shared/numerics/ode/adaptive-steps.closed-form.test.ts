import { describe, expect, it } from 'vitest';
import { AdaptiveSteps, type AllowedError } from '@shared/numerics/ode/adaptive-steps';
import type { OdeSystem } from '@shared/numerics/ode/system';

function scalar(f: (t: number, y: number) => number): OdeSystem {
  return {
    dimension: 1,
    coupled: 1,
    derivative: (t, y, out) => {
      out[0] = f(t, y[0]!);
    },
  };
}

function within(tolerance: number): AllowedError {
  return (before, after, out) => {
    for (let i = 0; i < out.length; i += 1)
      out[i] = tolerance * (1 + Math.max(Math.abs(before[i]!), Math.abs(after[i]!)));
  };
}

/** Integrates to `end`: the largest error at a step's end, and what it took. */
function integrate(
  system: OdeSystem,
  exact: (t: number) => number,
  { end, tolerance, first = 0.01 }: { end: number; tolerance: number; first?: number },
): { error: number; steps: number; rejected: number } {
  const run = new AdaptiveSteps(system, 0, Float64Array.of(exact(0)), first, within(tolerance));
  let error = 0;
  while (run.time < end) {
    expect(run.advance()).toBe(true);
    error = Math.max(error, Math.abs(run.state[0]! - exact(run.time)));
  }
  return { error, steps: run.steps, rejected: run.rejected };
}

describe('error control', () => {
  const forced = scalar((t, y) => y * Math.cos(t));
  const exact = (t: number): number => Math.exp(Math.sin(t));

  it('has an error in proportion to the tolerance, at a cost of its fifth root', () => {
    const runs = [1e-5, 1e-7, 1e-9, 1e-11].map((tolerance) => ({
      tolerance,
      ...integrate(forced, exact, { end: 20, tolerance }),
    }));
    // The controlled error is that of order 4, so the solution's own is at most of the tolerance's order.
    for (const { error, tolerance } of runs) expect(error).toBeLessThan(10 * tolerance);
    for (let i = 1; i < runs.length; i += 1) {
      const [loose, tight] = [runs[i - 1]!, runs[i]!];
      // A hundredth of the tolerance: at least a thirtieth of the error, and 100^(1/5) = 2.5 times the steps.
      expect(tight.error).toBeLessThan(loose.error / 30);
      expect(tight.steps / loose.steps).toBeGreaterThan(1.8);
      expect(tight.steps / loose.steps).toBeLessThan(3.2);
    }
  });

  it('rejects a first step that is far too long, and recovers', () => {
    const { error, rejected } = integrate(forced, exact, { end: 5, tolerance: 1e-8, first: 1000 });
    expect(rejected).toBeGreaterThan(2);
    expect(error).toBeLessThan(1e-7);
  });

  it("shortens steps before a pole: y' = y² from 1 up to just before t = 1", () => {
    const { error, steps } = integrate(
      scalar((_, y) => y * y),
      (t) => 1 / (1 - t),
      {
        end: 1 - 1e-6,
        tolerance: 1e-9,
      },
    );
    // dy/dy(0) = y²: an error of the tolerance at the start is 1e12 tolerances here, against y = 1e6 and more.
    expect(error).toBeLessThan(1e12 * 1e-9 * 10);
    expect(steps).toBeLessThan(2000);
  });

  it('gives up where no step meets the tolerance', () => {
    const broken = scalar(() => NaN);
    const run = new AdaptiveSteps(broken, 0, Float64Array.of(1), 1, within(1e-6));
    expect(run.advance()).toBe(false);
    expect(run.time).toBe(0);
  });
});

describe('stability', () => {
  /** A fast mode beside a slow one. */
  const stiff: OdeSystem = {
    dimension: 2,
    coupled: 2,
    derivative: (_, y, out) => {
      out[0] = -1000 * y[0]!;
      out[1] = -y[1]!;
    },
  };

  it('keeps steps inside the region of stability: next to none is rejected, and the slow mode is right', () => {
    const run = new AdaptiveSteps(stiff, 0, Float64Array.of(1, 1), 1e-4, within(1e-6));
    while (run.time < 10) run.advance();
    // Stability allows steps of 3.3/1000.
    expect(run.steps).toBeGreaterThan(10 / 0.0033);
    expect(run.steps).toBeLessThan((10 / 0.0032) * 1.1);
    expect(run.rejected).toBeLessThan(run.steps / 50);
    expect(Math.abs(run.state[1]! - Math.exp(-run.time))).toBeLessThan(1e-6);
  });
});
