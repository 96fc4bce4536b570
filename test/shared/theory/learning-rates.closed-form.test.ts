import { describe, expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { linearWorkspace } from '@shared/network/linear-network';
import { networkShape } from '@shared/network/shape';
import { criticalLearningRate, criticalLearningRateUpperBound } from '@shared/theory/critical-learning-rate';
import type { JudgedRun } from '@shared/theory/judged-run';
import { classicalThreshold } from '@shared/theory/minimisers/classical-threshold';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import { FLOW, observed, verdictOf } from '../../builders/judged-runs';
import { lineProblem } from '../../builders/networks';

const STATEMENTS = [criticalLearningRate, criticalLearningRateUpperBound, classicalThreshold];

/**
 * x, y ← (x, y) - 2η (xy - 1)(y, x) on Σ̂ = 1, w⋆ = 1: S_min = 4 at x = y = 1, so η_c = 1/2, and the sharpness of a
 * minimiser is 2(x² + y²).
 */
function descent(start: readonly [number, number], learningRate: number, steps: number): JudgedRun {
  const problem = lineProblem(1, 1);
  const network = { shape: networkShape([1, 1, 1]), projection: Float64Array.of(1) };
  const weights = Float64Array.from(start);
  const moments = [{ time: 0, step: 0, weights: Float64Array.from(weights), descent: 0 }];
  const workspace = linearWorkspace(network);
  const seen = Math.floor(steps / 2);
  for (let step = 1; step <= steps; step += 1) {
    gradientDescentStep(network, problem, learningRate, weights, workspace);
    if (step === seen || step === steps)
      moments.push({ time: step * learningRate, step, weights: Float64Array.from(weights), descent: 0 });
  }
  return observed(linearModel(network, problem), { kind: 'gradientDescent', learningRate }, moments);
}

/** The same course with another learning rate claimed of it. */
function claimed(run: JudgedRun, learningRate: number): JudgedRun {
  const { model, moments } = run.trajectory;
  return observed(model, { kind: 'gradientDescent', learningRate }, moments);
}

describe('learning rates that a run converged with', () => {
  it('lie below 1/2, and the sharpness below 2/η', () => {
    const run = descent([0.4, 0.7], 0.4, 400);
    for (const statement of STATEMENTS) {
      const { hypothesis, conclusion } = verdictOf(statement, run);
      expect([statement.id, hypothesis.holds, conclusion.holds]).toEqual([statement.id, true, true]);
    }
    const { conclusion } = verdictOf(criticalLearningRate, run);
    expect(conclusion).toMatchObject({ measured: 0.4, relation: 'atMost' });
    // S_min is searched for to 10⁻⁹.
    expect(conclusion.bound).toBeCloseTo(0.5, 8);
    const { worst } = conclusion;
    expect(worst).toEqual({ time: 160, step: 400, layer: null });
    const [x, y] = run.moments.at(-1)!.weights;
    expect(verdictOf(classicalThreshold, run).conclusion.measured).toBeCloseTo(2 * (x! * x! + y! * y!), 9);
    expect(verdictOf(classicalThreshold, run).conclusion.bound).toBeCloseTo(5, 12);
  });

  it('are caught where they do not: a rate of 0.6 claimed of that run', () => {
    for (const statement of STATEMENTS) {
      const { hypothesis, conclusion } = verdictOf(statement, claimed(descent([0.4, 0.7], 0.4, 400), 0.6));
      expect([statement.id, hypothesis.holds, conclusion.holds]).toEqual([statement.id, true, false]);
      expect(conclusion.slack).toBeLessThan(-0.15);
      expect(conclusion.firstViolation?.step).toBe(400);
    }
  });

  it('are forgiven an instability that the steps at the minimiser are too few to show', () => {
    // At x = y = 1, S = 4, for m steps: with (1 + 2δ)^m = 10⁻⁴ 2⁵³ the rate may be up to (1 + δ)/2.
    const { model, moments } = descent([0.4, 0.7], 0.4, 400).trajectory;
    for (const m of [30, 1000, 40_000]) {
      const delta = (Math.exp((53 * Math.LN2 - 4 * Math.LN10) / m) - 1) / 2;
      const rested = (learningRate: number): JudgedRun =>
        observed(model, { kind: 'gradientDescent', learningRate }, [
          moments[0]!,
          ...[400, 400 + m].map((step) => ({
            time: learningRate * step,
            step,
            weights: Float64Array.of(1, 1),
            descent: 0,
          })),
        ]);
      const within = verdictOf(classicalThreshold, rested((1 + 0.99 * delta) / 2));
      expect(within).toMatchObject({ hypothesis: { holds: true }, conclusion: { holds: true } });
      expect(within.conclusion.slack).toBeLessThan(0);
      const beyond = verdictOf(classicalThreshold, rested((1 + 1.01 * delta) / 2));
      expect(beyond).toMatchObject({ hypothesis: { holds: true }, conclusion: { holds: false } });
    }
  });

  it('say nothing of a sharpness that the run has only just reached', () => {
    const { model, moments } = descent([0.4, 0.7], 0.4, 400).trajectory;
    const arrived = observed(model, { kind: 'gradientDescent', learningRate: 0.6 }, [
      moments[0]!,
      moments.at(-1)!,
    ]);
    expect(verdictOf(classicalThreshold, arrived).conclusion).toMatchObject({ holds: true, vacuous: true });
  });

  it('say nothing of a run that did not converge: at 0.6 it cannot', () => {
    const run = descent([0.4, 0.7], 0.6, 400);
    for (const statement of STATEMENTS) {
      const { hypothesis } = verdictOf(statement, run);
      expect([statement.id, hypothesis.holds]).toEqual([statement.id, false]);
      expect(hypothesis.conditions.find(({ holds }) => holds === false)?.id).toBe('minimisesRisk');
    }
  });

  it('say nothing of a start at a minimiser, which stays whatever the rate: a set of measure zero', () => {
    const run = descent([1, 1], 3, 50);
    for (const statement of STATEMENTS) {
      const { hypothesis } = verdictOf(statement, run);
      expect(hypothesis.conditions.find(({ holds }) => holds === false)?.id).toBe('startsElsewhere');
    }
  });

  it('say nothing of gradient flow, which has none', () => {
    const { model, moments } = descent([0.4, 0.7], 0.1, 400).trajectory;
    for (const statement of STATEMENTS) {
      const { hypothesis, conclusion } = verdictOf(statement, observed(model, FLOW, moments));
      expect(hypothesis.holds).toBe(false);
      expect(conclusion.holds).toBeNull();
    }
  });
});
