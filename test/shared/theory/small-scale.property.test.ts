import { describe, expect, it } from 'vitest';
import { syntheticDataSet } from '@shared/network/data/synthetic';
import { regressionProblem, type RegressionProblem } from '@shared/network/regression-problem';
import type { JudgedRun } from '@shared/theory/judged-run';
import { GENERAL_STATEMENTS } from '@shared/theory/general/statements';
import { corollary2White } from '@shared/theory/small-scale/corollary-2';
import { lemma1 } from '@shared/theory/small-scale/lemma-1';
import {
  alignments,
  lemma2Alignment,
  lemma2Norms,
  lemma2RankOne,
  normDifferences,
  rankOneDefects,
} from '@shared/theory/small-scale/lemma-2';
import { certifiedDecay } from '@shared/theory/small-scale/lemma-7';
import { initialScale } from '@shared/theory/small-scale/initial-scale';
import { SMALL_SCALE_STATEMENTS } from '@shared/theory/small-scale/statements';
import { theorem3 } from '@shared/theory/small-scale/theorem-3';
import { conclude } from '@shared/theory/conclusion';
import { judge } from '@shared/theory/judge';
import { flowRun, observed, tampered, verdictOf, zeroFirstLayer } from '../../builders/judged-runs';
import { randomProblem } from '../../builders/networks';

/** Σ̂ = I to rounding, ‖w⋆‖ = 1. */
function whiteProblem(features: number, seed: number): RegressionProblem {
  const spectrum = { kind: 'isotropic' } as const;
  const rest = { noise: 0.5, normalise: true, testSamples: 0, covariance: 'empirical' } as const;
  return regressionProblem(
    syntheticDataSet({ kind: 'synthetic', samples: 20, features, spectrum, ...rest }, seed),
  );
}

function from(problem: RegressionProblem, hidden: readonly number[], scale: number, seed = 1): JudgedRun {
  const { model, weights } = zeroFirstLayer(problem, hidden, scale, seed);
  return flowRun(model, weights);
}

describe('flows that satisfy (A1) and (A2)', () => {
  // 32 L √ε ≤ 1: ε is five or more times the square of a layer's norm.
  it.each([
    ['L = 2, d = 2', [3], 2, 1.5e-3],
    ['L = 2, a narrow layer', [1], 3, 3e-3],
    ['L = 2, a wide layer', [6], 3, 1e-3],
    ['L = 3', [2, 2], 2, 8e-4],
  ])('satisfy all of Section 4: %s', (_, hidden, features, scale) => {
    for (const seed of [1, 2, 3]) {
      const { problem } = randomProblem(20, features, seed, true);
      const run = from(problem, hidden, scale, seed);
      for (const statement of [...SMALL_SCALE_STATEMENTS, ...GENERAL_STATEMENTS]) {
        const { hypothesis, conclusion } = verdictOf(statement, run);
        const facts = [statement.id, seed, hypothesis.holds, conclusion.holds, conclusion.vacuous];
        expect(facts).toEqual([statement.id, seed, statement !== corollary2White, true, false]);
        expect(conclusion.firstViolation).toBeNull();
        expect(conclusion.worst).not.toBeNull();
        // Nothing is held by what it is forgiven: equalities and identities apart, slack is positive without it.
        expect(conclusion.slack!).toBeGreaterThan(-1e-9);
      }
    }
  });

  it('end within a factor of four of S_min on white data, and the statement about that applies', () => {
    const run = from(whiteProblem(3, 4), [3], 1.5e-3);
    expect(verdictOf(corollary2White, run)).toMatchObject({
      hypothesis: { holds: true },
      conclusion: { holds: true, bound: 4, relation: 'atMost' },
    });
  });
});

describe('violations that were planted', () => {
  const { problem } = randomProblem(20, 2, 5, true);
  const run = from(problem, [3, 2], 8e-4);
  const at = Math.floor(run.moments.length / 2);
  const { time } = run.moments[at]!;
  const scaled =
    (layer: number, factor: number) =>
    (weights: Float64Array): void => {
      const { offsets, parameterCount } = run.trajectory.model.shape;
      const end = offsets[layer] ?? parameterCount;
      for (let i = offsets[layer - 1]!; i < end; i += 1) weights[i]! *= factor;
    };

  it('Lemma 1 names the moment and the first pair of layers: 1 for the second layer, 2 for the third', () => {
    for (const [layer, pair] of [
      [1, 1],
      [2, 1],
      [3, 2],
    ] as const) {
      const { hypothesis, conclusion } = verdictOf(lemma1, tampered(run, at, scaled(layer, 1.001)));
      expect(hypothesis.holds).toBe(true);
      expect(conclusion.holds).toBe(false);
      expect(conclusion.firstViolation).toEqual({ time, step: null, layer: pair });
      expect(conclusion.slack).toBe(-conclusion.measured!);
    }
  });

  it('what follows from Lemma 1 does not apply then: that is no gradient flow', () => {
    const unbalanced = tampered(run, at, scaled(2, 1.001));
    for (const statement of [lemma2RankOne, lemma2Norms, lemma2Alignment, theorem3]) {
      const { hypothesis } = verdictOf(statement, unbalanced);
      expect([statement.id, hypothesis.holds]).toEqual([statement.id, false]);
      const [deciding] = hypothesis.conditions.filter(({ holds }) => holds === false);
      expect(deciding!.id).toBe('gradientFlow');
      expect(deciding!.measured).toBeGreaterThan(deciding!.bound!);
    }
  });

  it('Lemma 2 fails by as much as the weights do, at that moment', () => {
    const last = run.moments.length - 1;
    const end = run.moments[last]!.time;
    const grown = verdictOf(lemma2Norms, tampered(run, last, scaled(2, 1.1))).conclusion;
    expect(grown).toMatchObject({ holds: false, relation: 'atMost' });
    expect(grown.firstViolation).toEqual({ time: end, step: null, layer: 1 });
    expect(grown.slack).toBeLessThan(0);
    const turned = tampered(run, last, (weights) => weights.set([0, 0.5, 0.5, 0, 0.1, 0.2]));
    expect(verdictOf(lemma2RankOne, turned).conclusion.holds).toBe(false);
    expect(verdictOf(lemma2RankOne, turned).conclusion.firstViolation).toEqual({
      time: end,
      step: null,
      layer: 1,
    });
    expect(verdictOf(lemma2Alignment, turned).conclusion.holds).toBe(false);
  });

  it('a wrong ε is caught: each part of Lemma 2 fails of a 100 000th of the right one', () => {
    const epsilon = initialScale(run);
    for (const [relation, comparisons] of [
      ['atMost', rankOneDefects],
      ['atMost', normDifferences],
      ['atLeast', alignments],
    ] as const) {
      expect(conclude(relation, comparisons(run, epsilon)).holds).toBe(true);
      expect([comparisons.name, conclude(relation, comparisons(run, epsilon / 100_000)).holds]).toEqual([
        comparisons.name,
        false,
      ]);
    }
    // (ii) at the start: W_1 = 0, so the largest σ_k² is the difference, of which ε is at least five times as much.
    const { conclusion } = verdictOf(lemma2Norms, run);
    expect(conclude('atMost', normDifferences(run, 0.5 * conclusion.measured!)).firstViolation?.time).toBe(0);
  });

  it('a rise of the risk is caught by Lemma 7, at its moment', () => {
    const late = run.moments.findIndex(({ excessRisk }) => excessRisk < 0.01);
    // Three times the product, of which w⋆ is near: four times the excess risk of zero weights.
    const risen = tampered(run, late, scaled(1, 3));
    for (const statement of [certifiedDecay, GENERAL_STATEMENTS[0]!]) {
      const { conclusion } = verdictOf(statement, risen);
      expect([statement.id, conclusion.holds]).toEqual([statement.id, false]);
      expect(conclusion.firstViolation?.time).toBe(run.moments[late]!.time);
    }
  });

  it('weights that stop moving fail the Polyak-Łojasiewicz condition', () => {
    const late = run.moments.findIndex(({ time: t }) => t > 2);
    const stopped = tampered(run, late, (weights) => weights.fill(0));
    const { conclusion } = verdictOf(theorem3, stopped);
    expect(conclusion).toMatchObject({ holds: false, measured: 0, slack: -1 });
    expect(conclusion.firstViolation?.time).toBe(run.moments[late]!.time);
  });
});

describe('what Section 4 does not apply to', () => {
  const { problem } = randomProblem(20, 2, 6, true);

  it('gradient descent: its drift is measured, and not forgiven', () => {
    const { model, weights } = zeroFirstLayer(problem, [3], 0.3);
    const flow = flowRun(model, weights);
    const descent = observed(model, { kind: 'gradientDescent', learningRate: 0.1 }, [
      { ...flow.trajectory.moments[0]!, step: 0 },
      {
        ...flow.trajectory.moments.at(-1)!,
        step: 100,
        weights: flow.moments.at(-1)!.weights.map((x) => 1.01 * x),
      },
    ]);
    const { hypothesis, conclusion } = verdictOf(lemma1, descent);
    expect(hypothesis.holds).toBe(false);
    // Both sides grow by 1.01², and their difference with them.
    expect(hypothesis.measured).toBe(conclusion.measured);
    expect(conclusion).toMatchObject({ holds: false, bound: 0 });
    expect(conclusion.error).toBeLessThan(1e-13);
  });

  it('large starts: (A2) fails, alignment is vacuous, and the rest may hold', () => {
    const run = from(problem, [2, 2, 2], 0.4);
    const verdicts = new Map(
      judge(run, SMALL_SCALE_STATEMENTS).map((verdict) => [verdict.statement, verdict]),
    );
    expect(verdicts.get('assumptionA1')!.conclusion.holds).toBe(true);
    expect(verdicts.get('assumptionA2')!.conclusion.holds).toBe(false);
    expect(verdicts.get('assumptionA2')!.hypothesis.conditions.map(({ holds }) => holds)).toContain(false);
    expect(verdicts.get('corollary1Lower')!.hypothesis.holds).toBe(false);
    expect(verdicts.get('lemma2RankOne')!.hypothesis.holds).toBe(true);
    expect(verdicts.get('lemma2Alignment')!.conclusion).toMatchObject({ holds: true, vacuous: true });
  });

  it('a flow that ends before t = 1: Theorem 3 has measured nothing', () => {
    const { model, weights } = zeroFirstLayer(problem, [3], 1e-3);
    const until = { excessRisk: 0, gradientNorm: 0, time: 0.5, steps: 1000 };
    const { conclusion } = verdictOf(theorem3, flowRun(model, weights, { until }));
    expect(conclusion).toMatchObject({ holds: null, measured: null, worst: null });
  });

  it('a start above the risk of zero weights: (A1) fails, nothing is certified, and Theorem 3 is vacuous', () => {
    const { model, weights } = zeroFirstLayer(problem, [1], 1);
    weights.set([-3 * problem.wStar[0]!, -3 * problem.wStar[1]!, 1]);
    const run = observed(
      model,
      { kind: 'gradientFlow', relativeTolerance: 1e-10, absoluteTolerance: 1e-10 },
      [
        { time: 0, step: null, weights, descent: 0 },
        { time: 1, step: null, weights, descent: 1e-3 },
        { time: 2, step: null, weights, descent: 1e-3 },
      ],
    );
    const { hypothesis, conclusion } = verdictOf(theorem3, run);
    expect(hypothesis.conditions.find(({ id }) => id === 'startBelowZeroWeights')?.holds).toBe(false);
    // R(0) - R_0 = (3² + 2·3) a.
    expect(hypothesis.measured).toBeCloseTo(15 * problem.a, 12);
    expect(conclusion).toMatchObject({ holds: true, vacuous: true, bound: 0 });
    expect(verdictOf(certifiedDecay, run).conclusion.vacuous).toBe(true);
  });

  it('zero weights, which gradient flow does not leave', () => {
    const { model, weights } = zeroFirstLayer(problem, [3], 0);
    const run = observed(
      model,
      { kind: 'gradientFlow', relativeTolerance: 1e-10, absoluteTolerance: 1e-10 },
      [{ time: 0, step: null, weights, descent: 0 }],
    );
    const parts = verdictOf(SMALL_SCALE_STATEMENTS[0]!, run).hypothesis.conditions;
    expect(parts.map(({ holds }) => holds)).toEqual([true, false]);
    for (const statement of SMALL_SCALE_STATEMENTS) expect(() => verdictOf(statement, run)).not.toThrow();
  });

  it('weights that overflow: verdicts without numbers, and no exception', () => {
    const { model, weights } = zeroFirstLayer(problem, [3, 2], 1e180);
    const run = observed(model, { kind: 'gradientDescent', learningRate: 1 }, [
      { time: 0, step: 0, weights, descent: 0 },
      { time: 1, step: 1, weights: weights.map((x) => 1e100 * x), descent: Infinity },
    ]);
    for (const verdict of judge(run, [...SMALL_SCALE_STATEMENTS, ...GENERAL_STATEMENTS])) {
      const { measured, bound, slack } = verdict.conclusion;
      for (const value of [measured, bound, slack])
        expect(value === null || Number.isFinite(value)).toBe(true);
      for (const condition of verdict.hypothesis.conditions) {
        expect(condition.measured === null || Number.isFinite(condition.measured)).toBe(true);
      }
    }
  });
});
