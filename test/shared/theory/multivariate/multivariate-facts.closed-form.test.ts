import { describe, expect, it } from 'vitest';
import { denseMatrix } from '@shared/curvature/operator';
import { multivariateHessian } from '@shared/curvature/multivariate-hessian';
import {
  MULTIVARIATE_FIELDS,
  multivariateRefusal,
  openMultivariate,
  type MultivariateExperiment,
  type MultivariateField,
} from '@shared/network/multivariate/multivariate-experiment';
import type { MultivariateModel } from '@shared/network/multivariate/multivariate-network';
import { multivariateProblem } from '@shared/network/multivariate/multivariate-problem';
import { networkShape } from '@shared/network/shape';
import { topSymmetricEigenvalue } from '@shared/numerics/symmetric-eigen';
import { multivariateFacts } from '@shared/theory/multivariate/multivariate-facts';
import { plateauLevels, plateausOf } from '@shared/theory/multivariate/plateaus';
import { theoremFive } from '@shared/theory/multivariate/theorem-five';
import { multivariateDescent } from '@shared/training/multivariate-descent';
import { multivariateFlow } from '@shared/training/multivariate-flow';
import { finish } from '../../../builders/finish';

/** Σ̂ = I and W⋆ = diag(targets), without noise. */
function diagonalModel(targets: readonly number[], depth: number): MultivariateModel {
  const d = targets.length;
  const diagonal = (value: (i: number) => number): Float64Array =>
    Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? value(i % d) : 0));
  const problem = multivariateProblem({
    samples: d,
    inputs: d,
    outputs: d,
    X: diagonal(() => Math.sqrt(d)),
    Y: diagonal((i) => Math.sqrt(d) * targets[i]!),
  });
  return { shape: networkShape(Array<number>(depth + 1).fill(d)), problem };
}

/** Every layer diagonal, entry i of each a_i. */
function diagonalWeights({ shape }: MultivariateModel, a: readonly number[]): Float64Array {
  const d = a.length;
  return Float64Array.from({ length: shape.parameterCount }, (_, i) =>
    (i % (d * d)) % (d + 1) === 0 ? a[(i % (d * d)) % d]! : 0,
  );
}

function experiment(changes: Partial<MultivariateExperiment>): MultivariateExperiment {
  const defaults = Object.fromEntries(
    Object.entries(MULTIVARIATE_FIELDS).map(([name, field]) => [name, field.default]),
  ) as Record<MultivariateField, number>;
  return { ...defaults, inputKind: 'orthogonal', start: 'gaussian', ...changes };
}

describe('multivariate gradient flow', () => {
  it('decouples into logistic modes for two diagonal layers and orthogonal inputs', () => {
    const targets = [2, 0.7, 0.2];
    const model = diagonalModel(targets, 2);
    const start = [1e-2, 2e-2, 3e-2];
    const flow = finish(
      multivariateFlow(model, diagonalWeights(model, start), {
        relativeTolerance: 1e-10,
        excessRisk: 0,
        steps: 100_000,
        time: 20,
      }),
    );
    expect(flow.ended).toBe('time');
    for (const { time, weights, excessRisk } of flow.moments) {
      // u = a² solves u' = -4u(u - w): u = w/(1 + (w/u_0 - 1) e^{-4wt}).
      let excess = 0;
      targets.forEach((w, i) => {
        const u = w / (1 + (w / start[i]! ** 2 - 1) * Math.exp(-4 * w * time));
        excess += (u - w) ** 2;
        // Errors of 10⁻¹⁰ a step grow along the rise, by ln(w/u_0) at most, over some hundred steps.
        expect(Math.abs(weights[i * 4]! - Math.sqrt(u))).toBeLessThan(1e-7);
      });
      expect(Math.abs(excessRisk - excess)).toBeLessThan(1e-6 * excess + 1e-13);
    }
  });

  it('ends where it is told to, and refuses weights that are not finite', () => {
    const model = diagonalModel([1, 0.5], 2);
    const start = diagonalWeights(model, [0.1, 0.1]);
    const options = { relativeTolerance: 1e-8, excessRisk: 1e-6, steps: 3, time: Infinity };
    expect(finish(multivariateFlow(model, start, options)).ended).toBe('steps');
    const whole = finish(multivariateFlow(model, start, { ...options, steps: 10_000 }));
    expect(whole.ended).toBe('excessRisk');
    expect(whole.moments.at(-1)!.excessRisk).toBeLessThanOrEqual(1e-6);
    start[0] = NaN;
    expect(() => finish(multivariateFlow(model, start, options))).toThrow(RangeError);
  });
});

describe('plateaus', () => {
  it('are at sums of squared singular values of what is not learned', () => {
    expect(plateauLevels(Float64Array.of(3, 2, 1), 3)).toEqual([14, 5, 1, 0]);
    // A hidden layer of one unit learns one mode: its best is 5.
    expect(plateauLevels(Float64Array.of(3, 2, 1), 1)).toEqual([14, 5]);
  });

  it('are seen where the risk stands still in log time, and not where a flow does not pass', () => {
    const times = Array.from({ length: 61 }, (_, i) => (i === 0 ? 0 : 10 ** ((i - 1) / 10)));
    // 14 up to t = 100, then at once 1 (a level is passed by) up to 10⁵, then 0.
    const excessRisks = times.map((t) => (t < 100 ? 14 : t < 1e5 ? 1.05 : 0));
    const seen = plateausOf({ times, excessRisks }, [14, 5, 1, 0]);
    expect(seen.map(({ measured }) => measured)).toEqual([14, null, 1.05]);
    // Samples every tenth of a decade: 2 decades less the first, and 3.
    expect(seen[0]!.decades).toBeCloseTo(1.9, 1);
    expect(seen[1]!.decades).toBe(0);
    expect(seen[2]!.decades).toBeCloseTo(3, 1);
  });

  it('are met by a flow from small weights on orthogonal inputs, in order', () => {
    const facts = finish(multivariateFacts(experiment({ scale: 1e-6, depth: 2, steps: 0, ratio: 0.5 })));
    expect(facts.flow.ended).toBe('excessRisk');
    expect(facts.plateaus).toHaveLength(5);
    const times = facts.plateaus.map(({ time }) => time!);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const { level, measured, decades } of facts.plateaus) {
      // Mode i is learned at ln(s_i/u_0)/(4 s_i), u_0 = 10⁻¹²: half-way to the next, e^{-2 ln(10¹²)/4} of either is missing.
      expect(Math.abs(measured! - level)).toBeLessThan(0.01 * level);
      expect(decades).toBeGreaterThan(0.1);
    }
    // All of W⋆ is learned in the end.
    const last = facts.flow.singularValues.at(-1)!;
    facts.whitened.forEach((value, i) => expect(Math.abs(last[i]! - value)).toBeLessThan(1e-4));
    expect(facts).toMatchObject({ descent: null, theoremFive: null, leastExcessRisk: 0 });
  });

  it('stop at the best rank that a narrow layer allows', () => {
    const facts = finish(multivariateFacts(experiment({ width: 2, depth: 2, steps: 0, scale: 0.1 })));
    const rest = facts.whitened.slice(2).reduce((sum, value) => sum + value * value, 0);
    expect(facts.flow.ended).toBe('excessRisk');
    expect(Math.abs(facts.leastExcessRisk - rest)).toBeLessThan(1e-14);
    expect(facts.flow.excessRisks.at(-1)! / rest - 1).toBeLessThan(1e-8);
    expect(facts.plateaus).toHaveLength(2);
  });
});

describe('sharpness and the threshold of gradient descent', () => {
  it('is 2 L σ^{2-2/L} at balanced diagonal minimisers on orthogonal inputs', () => {
    for (const depth of [1, 2, 3, 5]) {
      const targets = [1.5, 0.8];
      const model = diagonalModel(targets, depth);
      const weights = diagonalWeights(
        model,
        targets.map((w) => w ** (1 / depth)),
      );
      const top = topSymmetricEigenvalue(
        denseMatrix(multivariateHessian(model, weights)),
        model.shape.parameterCount,
      );
      // The first mode alone; pairs of modes (1, 2) have Σ_j σ_1^{2j/L} σ_2^{2(L-1-j)/L}, less than L σ_1^{2-2/L}.
      expect(Math.abs(top / (2 * depth * 1.5 ** (2 - 2 / depth)) - 1)).toBeLessThan(1e-12);
    }
  });

  it('parts learning rates that stay at a minimiser from those that leave it', () => {
    const model = diagonalModel([1, 0.5], 3);
    const near = diagonalWeights(model, [1 + 1e-6, 0.5 ** (1 / 3)]);
    // S = 6 at the minimiser.
    const stays = finish(multivariateDescent(model, near, (2 / 6) * 0.99, 2000));
    const leaves = finish(multivariateDescent(model, near, (2 / 6) * 1.01, 2000));
    expect(stays.course.at(-1)!.excessRisk).toBeLessThan(1e-16);
    expect(leaves.diverged || leaves.course.at(-1)!.excessRisk > 1e-6).toBe(true);
  });

  it('has gradient descent with what it reached', () => {
    const { descent } = finish(multivariateFacts(experiment({ depth: 2, steps: 4000, learningRate: 0.1 })));
    expect(descent).toMatchObject({ diverged: false, stepsTaken: 4000, threshold: 20 });
    expect(descent!.excessRisk).toBeLessThan(1e-10);
    // σ = 1 and L = 2, from weights of 0.01: 2 L σ^{2-2/L} = 4 up to the imbalance of the start.
    expect(Math.abs(descent!.sharpness!.value - 4)).toBeLessThan(0.01);
    const wild = finish(multivariateFacts(experiment({ depth: 2, steps: 4000, learningRate: 1.5 })));
    expect(wild.descent).toMatchObject({ diverged: true, sharpness: null });
  });
});

describe('Theorem 5', () => {
  it('has the closed form of one layer: W(t) - W⋆ = e^{-2t} (W(0) - W⋆)', () => {
    const model = diagonalModel([1.001, 0.998], 1);
    const start = diagonalWeights(model, [1, 1]);
    const flow = finish(
      multivariateFlow(model, start, { relativeTolerance: 1e-10, excessRisk: 1e-20, steps: 1e5, time: 50 }),
    );
    const facts = theoremFive(model, flow.moments);
    // M = m = 1 and λ = Λ = L = 1: R(0) - R_min = 5·10⁻⁶ against 2⁻¹⁶ = 1.5·10⁻⁵, radius 1/4, µ = 1/4.
    expect(facts).toMatchObject({ M: 1, m: 1, radius: 0.25 });
    expect(facts.rate).toBeCloseTo(0.25, 14);
    expect(facts.hypothesis.holds).toBe(true);
    expect(facts.hypothesis.measured).toBeCloseTo(5e-6, 14);
    expect(facts.hypothesis.bound).toBeCloseTo(2 ** -16, 16);
    expect(facts.staysNear.holds).toBe(true);
    expect(facts.staysNear.measured).toBeCloseTo(Math.hypot(0.001, 0.002), 8);
    expect(facts.decays.holds).toBe(true);
  });

  it('fails where the target is far, hypothesis and conclusion both', () => {
    const model = diagonalModel([3, -1], 2);
    const start = diagonalWeights(model, [1, 1]);
    const flow = finish(
      multivariateFlow(model, start, { relativeTolerance: 1e-8, excessRisk: 1e-12, steps: 1e5, time: 5 }),
    );
    const facts = theoremFive(model, flow.moments);
    expect(facts.hypothesis.holds).toBe(false);
    // The second mode can only reach 0: det W keeps its sign along diagonal flow.
    expect(facts.staysNear.holds).toBe(false);
    expect(facts.decays.holds).toBe(false);
    expect(facts.decays.firstViolation!.time).toBeGreaterThan(0);
  });

  it('is judged of residual starts, near their target', () => {
    const near = experiment({ start: 'residual', scale: 0.2, strength: 1e-4, depth: 8, steps: 0 });
    const { theoremFive: facts } = finish(multivariateFacts(near));
    expect(facts!.hypothesis.holds).toBe(true);
    expect(facts!.staysNear.holds).toBe(true);
    expect(facts!.decays.holds).toBe(true);
  });
});

describe('multivariate experiments', () => {
  it('refuse what cannot be, naming the numbers', () => {
    expect(multivariateRefusal(experiment({ samples: 3 }))).toContain('n is 3 with d = 5');
    expect(multivariateRefusal(experiment({ start: 'residual', outputs: 4 }))).toContain('5, 4, 5');
    expect(() => openMultivariate(experiment({ samples: 3 }))).toThrow(RangeError);
    expect(multivariateRefusal(experiment({}))).toBeNull();
  });

  it('draw each part by its own address', () => {
    const one = openMultivariate(experiment({ scale: 0.1 }));
    const other = openMultivariate(experiment({ scale: 0.2, noise: 0.5 }));
    one.initial.forEach((entry, i) => expect(other.initial[i]).toBeCloseTo(2 * entry, 14));
    expect(other.model.problem.covariance).toEqual(one.model.problem.covariance);
    expect(one.model.problem.whitened[1]! / one.model.problem.whitened[0]!).toBeCloseTo(0.6, 12);
  });
});
