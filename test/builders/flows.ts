import type { LinearModel } from '@shared/network/model';
import { gradient, linearWorkspace } from '@shared/network/linear-network';
import { observeRun } from '@shared/theory/observe-run';
import type { JudgedRun, JudgedStart } from '@shared/theory/judged-run';
import type { Dynamics, Moment } from '@shared/training/trajectory';

/** Weights at ascending times as a run that statements can be held against. */
export function judgedRun(
  model: LinearModel,
  moments: readonly { readonly time: number; readonly weights: Float64Array }[],
  options: { readonly start?: JudgedStart; readonly dynamics?: Dynamics } = {},
): JudgedRun {
  const dynamics = options.dynamics ?? {
    kind: 'gradientFlow',
    relativeTolerance: 1e-10,
    absoluteTolerance: 1e-12,
  };
  const { projection, shape } = model.network;
  const setting = {
    problem: model.problem,
    depth: shape.depth,
    projectionNorm: Math.hypot(...projection),
  };
  const whole = moments.map(({ time, weights }): Moment => ({ time, weights, step: null, descent: 0 }));
  return observeRun(
    setting,
    { model, dynamics, moments: whole },
    options.start ?? { family: 'gaussian', scale: 1 },
  );
}

/** Gradient flow by the classical Runge-Kutta method with equal steps: for smooth short courses. */
export function flowed(
  model: LinearModel,
  start: Float64Array,
  time: number,
  steps: number,
): { time: number; weights: Float64Array }[] {
  const workspace = linearWorkspace(model.network);
  const slope = (weights: Float64Array): Float64Array => {
    const out = new Float64Array(weights.length);
    gradient(model.network, model.problem, weights, workspace, out);
    return out.map((entry) => -entry);
  };
  const h = time / steps;
  const moved = (from: Float64Array, by: number, along: Float64Array): Float64Array =>
    from.map((entry, i) => entry + by * along[i]!);
  const moments = [{ time: 0, weights: Float64Array.from(start) }];
  for (let step = 1; step <= steps; step += 1) {
    const w = moments.at(-1)!.weights;
    const k1 = slope(w);
    const k2 = slope(moved(w, h / 2, k1));
    const k3 = slope(moved(w, h / 2, k2));
    const k4 = slope(moved(w, h, k3));
    const weights = w.map((entry, i) => entry + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
    moments.push({ time: h * step, weights });
  }
  return moments;
}
