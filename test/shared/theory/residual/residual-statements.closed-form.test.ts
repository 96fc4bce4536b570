import { describe, expect, it } from 'vitest';
import { linearModel, type LinearModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { regressionProblem } from '@shared/network/regression-problem';
import { keyAt, normals } from '@shared/numerics/random/content';
import type { JudgedRun } from '@shared/theory/judged-run';
import { residualDecay, residualStaysNear } from '@shared/theory/residual/convergence';
import { residualSharpnessBound, residualSharpnessRatio } from '@shared/theory/residual/corollary-three';
import { gradientSandwichAbove, gradientSandwichBelow } from '@shared/theory/residual/gradient-sandwich';
import { initialProductNorm, residualProductLeast } from '@shared/theory/residual/lemma-three';
import { perturbedLeast, perturbedNorm } from '@shared/theory/residual/perturbation';
import { RESIDUAL_STATEMENTS } from '@shared/theory/residual/residual-statements';
import { theoremFourPrinted } from '@shared/theory/residual/theorem-four-printed';
import { flowed, judgedRun } from '../../../builders/flows';
import { randomNetwork, randomProblem, SHAPES } from '../../../builders/networks';

/** d = 2 with Σ̂ = diag(4, 1) and w⋆ as given, without noise. */
function diagonalProblem(
  wStar: readonly number[],
  eigenvalues: readonly number[] = [4, 1],
): LinearModel['problem'] {
  const [a, b] = eigenvalues.map((value) => Math.sqrt(2 * value));
  return regressionProblem({
    train: {
      samples: 2,
      features: 2,
      inputs: Float64Array.of(a!, 0, 0, b!),
      targets: Float64Array.of(a! * wStar[0]!, b! * wStar[1]!),
    },
    test: null,
  });
}

function residualModel(depth: number, problem: LinearModel['problem'], p: readonly number[]): LinearModel {
  const shape = networkShape(Array<number>(depth + 1).fill(problem.features));
  return linearModel({ shape, projection: Float64Array.from(p) }, problem);
}

function identityWeights({ shape }: LinearModel): Float64Array {
  const d = shape.widths[0]!;
  return Float64Array.from({ length: shape.parameterCount }, (_, i) =>
    (i % (d * d)) % (d + 1) === 0 ? 1 : 0,
  );
}

/** L = 1: w(t) - w⋆ = e^{-2‖p‖²Σ̂t} (p - w⋆) and W(t) = I + p (w(t) - p)ᵀ/‖p‖². */
function exactFlow(model: LinearModel, times: readonly number[]): { time: number; weights: Float64Array }[] {
  const p = model.network.projection;
  const square = p[0]! * p[0]! + p[1]! * p[1]!;
  const rates = [4, 1];
  return times.map((time) => {
    const w = [0, 1].map((j) => {
      const target = model.problem.wStar[j]!;
      return target + Math.exp(-2 * square * rates[j]! * time) * (p[j]! - target);
    });
    const weights = Float64Array.from({ length: 4 }, (_, i) => {
      const [row, column] = [Math.floor(i / 2), i % 2];
      return (row === column ? 1 : 0) + (p[row]! * (w[column]! - p[column]!)) / square;
    });
    return { time, weights };
  });
}

const TIMES = [0, 0.1, 0.5, 1, 3, 8];
const RESIDUAL = { family: 'residual', scale: 0 };

describe('Theorem 4 for one layer, where the flow has a closed form', () => {
  const p = [0.6, 0.8];

  it('holds with its hypothesis for a start near w⋆', () => {
    // M = m = 1 at the identity: R(0) - R_min ≤ λ²‖p‖²/(2¹⁶ Λ) = 1/2¹⁸.
    const model = residualModel(1, diagonalProblem([0.6002, 0.8003]), p);
    const run = judgedRun(model, exactFlow(model, TIMES), { start: RESIDUAL });
    const stays = residualStaysNear.judge(run);
    expect(stays.hypothesis.holds).toBe(true);
    const risk = stays.hypothesis.conditions.find(({ id }) => id === 'smallInitialRisk')!;
    expect(risk.bound).toBeCloseTo(2 ** -18, 18);
    expect(risk.measured).toBeCloseTo(4 * 0.0002 ** 2 + 0.0003 ** 2, 15);
    // ‖θ‖_F = ‖w(t) - p‖/‖p‖ at the end is ‖w⋆ - p‖ to e^{-16}, against 1/4.
    expect(stays.conclusion).toMatchObject({ holds: true, bound: 0.25, firstViolation: null });
    expect(stays.conclusion.measured).toBeCloseTo(Math.hypot(0.0002, 0.0003), 9);
    expect(stays.conclusion.worst).toEqual({ time: 8, step: null, layer: 1 });
    // The slower mode decays with 4λ‖p‖² = 4, the bound with a quarter of λ‖p‖²: worst at the start.
    const decay = residualDecay.judge(run);
    expect(decay.conclusion).toMatchObject({ holds: true, worst: { time: 0 } });
    expect(decay.conclusion.slack).toBeCloseTo(0, 12);
  });

  it('is without its hypothesis for a start far from w⋆, and the layer leaves the ball', () => {
    const model = residualModel(1, diagonalProblem([2, -1]), p);
    const run = judgedRun(model, exactFlow(model, TIMES), { start: RESIDUAL });
    const { hypothesis, conclusion } = residualStaysNear.judge(run);
    expect(hypothesis.holds).toBe(false);
    expect(conclusion.holds).toBe(false);
    expect(conclusion.measured).toBeCloseTo(Math.hypot(1.4, 1.8), 6);
    // ‖w(t) - p‖ passes 1/4 before the first moment after the start.
    expect(conclusion.firstViolation).toEqual({ time: 0.1, step: null, layer: 1 });
  });

  it('sees a run that decays too slowly, one that stands still', () => {
    const model = residualModel(1, diagonalProblem([0.6002, 0.8003]), p);
    const [start] = exactFlow(model, [0]);
    const still = judgedRun(model, [start!, { ...start!, time: 10 }], { start: RESIDUAL });
    const { hypothesis, conclusion } = residualDecay.judge(still);
    expect(hypothesis.holds).toBe(true);
    // e^{-µt}, µ = λ‖p‖²/4.
    expect(conclusion).toMatchObject({ holds: false, firstViolation: { time: 10 } });
    expect(conclusion.bound! / conclusion.measured!).toBeCloseTo(Math.exp(-2.5), 9);
  });

  it('asks for gradient flow and square layers', () => {
    const model = residualModel(1, diagonalProblem([0.6002, 0.8003]), p);
    const descent = judgedRun(model, exactFlow(model, TIMES), {
      dynamics: { kind: 'gradientDescent', learningRate: 0.1 },
    });
    expect(residualDecay.judge(descent).hypothesis.holds).toBe(false);
    const { network, weights } = randomNetwork([2, 3, 1], 1);
    const wide = judgedRun(linearModel(network, model.problem), [{ time: 0, weights }]);
    for (const statement of [residualDecay, residualStaysNear, perturbedNorm]) {
      const { hypothesis } = statement.judge(wide);
      expect(hypothesis.holds).toBe(false);
      expect(hypothesis.conditions.find(({ id }) => id === 'squareLayers')!.holds).toBe(false);
    }
  });
});

describe('the gradient sandwich', () => {
  it('is an equality on both sides for Σ̂ = λ I and layers that are multiples of rotations', () => {
    const problem = diagonalProblem([1, 2], [3, 3]);
    const model = residualModel(3, problem, [0.6, 0.8]);
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
    const weights = Float64Array.from([1.2, 0.7, 1.1].flatMap((f) => [f * c, -f * s, f * s, f * c]));
    const run = judgedRun(model, [{ time: 0, weights }]);
    for (const statement of [gradientSandwichAbove, gradientSandwichBelow]) {
      const { hypothesis, conclusion } = statement.judge(run);
      expect(hypothesis.holds).toBe(true);
      expect(conclusion.holds).toBe(true);
      expect(Math.abs(conclusion.slack!)).toBeLessThan(1e-12);
    }
  });

  it('holds for every shape, and its sides are apart', () => {
    for (const widths of SHAPES) {
      for (const samples of [12, 2]) {
        const { network, weights } = randomNetwork(widths, 9);
        const { problem } = randomProblem(samples, widths[0]!, 4);
        const run = judgedRun(linearModel(network, problem), [{ time: 0, weights }]);
        const above = gradientSandwichAbove.judge(run).conclusion;
        const below = gradientSandwichBelow.judge(run).conclusion;
        expect(above).toMatchObject({ holds: true, vacuous: false });
        expect(below.holds).toBe(true);
      }
    }
  });

  it('has a lower side that says nothing where a product is wide', () => {
    // k = 1 of [4, 2, 5, 2]: Π_{3:2}ᵀ is 2 × 2; k = 2 has Π_{1:1}, 2 × 4, which some vectors do not survive.
    const { network, weights } = randomNetwork([4, 2, 1], 9);
    const { problem } = randomProblem(12, 4, 4);
    const run = judgedRun(linearModel(network, problem), [{ time: 0, weights }]);
    expect(gradientSandwichBelow.judge(run).conclusion).toMatchObject({ holds: true, worst: { layer: 1 } });
  });

  it('would see a gradient that is off by a millionth', () => {
    const problem = diagonalProblem([1, 2], [3, 3]);
    const model = residualModel(2, problem, [0.6, 0.8]);
    const run = judgedRun(model, [{ time: 0, weights: identityWeights(model) }]);
    const moment = run.moments[0]!;
    const scaled = (factor: number): JudgedRun => ({
      ...run,
      moments: [
        new Proxy(moment, {
          get: (target, name) =>
            name === 'gradientSquares'
              ? target.gradientSquares.map((value) => value * factor)
              : (Reflect.get(target, name, target) as unknown),
        }),
      ],
    });
    expect(gradientSandwichAbove.judge(scaled(1 + 1e-6)).conclusion.holds).toBe(false);
    expect(gradientSandwichBelow.judge(scaled(1 - 1e-6)).conclusion.holds).toBe(false);
  });
});

describe('Lemma 9', () => {
  const model = residualModel(2, diagonalProblem([1, 2]), [0.6, 0.8]);
  const start = identityWeights(model);
  const moved = (by: number): { time: number; weights: Float64Array } => ({
    time: 1,
    weights: start.map((entry) => (entry === 1 ? entry + by : entry)),
  });

  it('has closed forms where every layer is (1 + x) I: norms (1 + x)² against 2 and 1/2', () => {
    // θ = L x = 0.2, inside the ball of radius 1/4.
    const run = judgedRun(model, [{ time: 0, weights: start }, moved(0.1)], { start: RESIDUAL });
    const norm = perturbedNorm.judge(run);
    expect(norm.hypothesis.holds).toBe(true);
    expect(norm.conclusion).toMatchObject({ holds: true, bound: 2 });
    expect(norm.conclusion.measured).toBeCloseTo(1.21, 13);
    const shrunk = judgedRun(model, [{ time: 0, weights: start }, moved(-0.1)], { start: RESIDUAL });
    const least = perturbedLeast.judge(shrunk);
    expect(least.conclusion).toMatchObject({ holds: true, bound: 0.5 });
    expect(least.conclusion.measured).toBeCloseTo(0.81, 13);
  });

  it('leaves out moments beyond the ball, and has no hypothesis where the run is never in it', () => {
    const leaves = judgedRun(model, [{ time: 0, weights: start }, moved(0.1), { ...moved(1), time: 2 }]);
    expect(perturbedNorm.judge(leaves).conclusion.measured).toBeCloseTo(1.21, 13);
    const jumps = judgedRun(model, [{ time: 0, weights: start }, moved(1)]);
    const { hypothesis, conclusion } = perturbedNorm.judge(jumps);
    expect(hypothesis).toMatchObject({ holds: false, measured: 2, bound: 0.25 });
    expect(conclusion).toMatchObject({ holds: false, measured: 4 });
  });

  it('has no hypothesis where a product is singular at the start', () => {
    const flat = Float64Array.from(start);
    flat[3] = 0;
    const run = judgedRun(model, [{ time: 0, weights: flat }]);
    const invertible = perturbedLeast.judge(run).hypothesis.conditions[1]!;
    expect(invertible).toMatchObject({ id: 'invertibleStart', holds: false, measured: 0 });
  });
});

describe('Lemma 3 and Theorem 4 as printed', () => {
  const { problem } = randomProblem(20, 4, 6, true);
  const model = residualModel(6, problem, [0.5, 0.5, 0.5, 0.5]);
  const noise = normals(keyAt(2, ['test residual']), model.shape.parameterCount);
  const start = identityWeights(model).map((entry, i) => entry + (0.3 / Math.sqrt(24)) * noise[i]!);
  const run = judgedRun(model, flowed(model, start, 3, 600), { start: { family: 'residual', scale: 0.3 } });

  it('are never true: their constants are not printed', () => {
    const printed = theoremFourPrinted.judge(run);
    expect(printed.hypothesis.holds).toBeNull();
    expect(printed.conclusion).toMatchObject({ holds: null, bound: null });
    expect(printed.conclusion.measured).toBeGreaterThan(0);
    const ratio = residualSharpnessRatio.judge(run);
    expect(ratio.hypothesis.holds).not.toBe(true);
    expect(ratio.conclusion).toMatchObject({ holds: null, bound: null });
    expect(initialProductNorm.judge(run).hypothesis.holds).toBeNull();
  });

  it('are false beside a start that is not residual', () => {
    const other = judgedRun(model, [{ time: 0, weights: start }], {
      start: { family: 'gaussian', scale: 0.3 },
    });
    expect(theoremFourPrinted.judge(other).hypothesis.holds).toBe(false);
    expect(initialProductNorm.judge(other).hypothesis.holds).toBe(false);
  });

  it('take u where the printed failure probability is 5 %', () => {
    // u = s √(32 ln(160)/d); 2 e^{s²/2 + u}.
    const u = 0.3 * Math.sqrt((32 * Math.log(160)) / 4);
    const { conclusion } = initialProductNorm.judge(run);
    expect(conclusion.bound! / (2 * Math.exp(0.045 + u))).toBeCloseTo(1, 12);
    expect(conclusion.holds).toBe(true);
    const least = residualProductLeast.judge(run);
    expect(least.conclusion.bound! / (0.25 * Math.exp((-2 * 0.09) / 4 - u))).toBeCloseTo(1, 12);
  });

  it('measure what C has to be at least, (S/S_min)(λ/Λ), with S_min no less than its lower bound', () => {
    const { measured } = residualSharpnessRatio.judge(run).conclusion;
    const { sharpness } = run.moments.at(-1)!;
    expect(measured).toBeGreaterThan(0);
    // S_min ≥ 2 ‖w⋆‖^{2-2/L} L a with ‖w⋆‖ = ‖p‖ = 1.
    const most = (sharpness.value * problem.lambdaMin) / problem.lambdaMax / (12 * problem.a);
    expect(measured!).toBeLessThanOrEqual(most * (1 + 1e-9));
  });
});

describe('the bound of Corollary 3’s proof', () => {
  it('is 32 Λ‖p‖² for one layer from the identity, where S is 2 Λ‖p‖²', () => {
    const model = residualModel(1, diagonalProblem([0.62, 0.81]), [0.6, 0.8]);
    const run = judgedRun(model, exactFlow(model, [0, 20]), { start: RESIDUAL });
    const { hypothesis, conclusion } = residualSharpnessBound.judge(run);
    expect(hypothesis.holds).toBe(true);
    expect(conclusion.measured).toBeCloseTo(8, 12);
    expect(conclusion.bound).toBeCloseTo(128, 10);
    expect(conclusion.holds).toBe(true);
  });
});

describe('all statements of Section 5', () => {
  it('are held against any run without failing, weights that are not finite included', () => {
    const { network, weights } = randomNetwork([3, 3, 1], 5);
    const { problem } = randomProblem(12, 3, 4);
    const huge = weights.map((entry) => entry * 1e200);
    const run = judgedRun(linearModel(network, problem), [
      { time: 0, weights },
      { time: 1, weights: huge },
    ]);
    const ids = RESIDUAL_STATEMENTS.map(({ judge, id }) => {
      const verdict = judge!(run);
      expect(verdict.statement).toBe(id);
      return id;
    });
    expect(new Set(ids).size).toBe(RESIDUAL_STATEMENTS.length);
  });
});
