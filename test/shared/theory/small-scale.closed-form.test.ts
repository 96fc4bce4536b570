import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { GENERAL_STATEMENTS } from '@shared/theory/general/statements';
import { lemma8Identity, lemma8Lower, lemma8Upper } from '@shared/theory/general/lemma-8';
import type { JudgedRun } from '@shared/theory/judged-run';
import { assumptionA2 } from '@shared/theory/small-scale/assumptions';
import { certifiedRate } from '@shared/theory/small-scale/certified-rate';
import { corollary1Lower, corollary1Upper } from '@shared/theory/small-scale/corollary-1';
import { corollary2Upper } from '@shared/theory/small-scale/corollary-2';
import { firstGradient } from '@shared/theory/small-scale/first-gradient';
import { initialGain } from '@shared/theory/small-scale/hypotheses';
import { initialScale } from '@shared/theory/small-scale/initial-scale';
import { measuredRate } from '@shared/theory/small-scale/measured-rate';
import { theorem3Cases } from '@shared/theory/small-scale/theorem-3';
import { falsified, FLOW, flowRun, observed, still, verdictOf } from '../../builders/judged-runs';
import { lineProblem, naiveRisk, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

/** L equal factors x on Σ̂ = 1, w⋆ = 1. */
function chain(depth: number, x: number): JudgedRun {
  const shape = networkShape(Array.from({ length: depth + 1 }, () => 1));
  return still({ shape, projection: Float64Array.of(1) }, lineProblem(1, 1), new Float64Array(depth).fill(x));
}

/** ε of the last test's starts, and whatever else a certificate reads, without a network that has them. */
function certificate(depth: number, entry: number, descent: number): ReturnType<typeof certifiedRate> {
  const shape = networkShape(Array.from({ length: depth + 1 }, () => 1));
  const model = linearModel({ shape, projection: Float64Array.of(1) }, lineProblem(1, 1));
  const weights = new Float64Array(depth).fill(entry);
  weights[0] = 0;
  return certifiedRate(
    observed(model, FLOW, [
      { time: 0, step: null, weights, descent: 0 },
      { time: 1, step: null, weights, descent },
    ]),
  );
}

describe('equal factors', () => {
  it('have µ = 4 L x^{2L-2}, ε = 3x², and R_0 - R = 1 - (1 - x^L)²', () => {
    for (const depth of [1, 2, 5]) {
      for (const x of [0.01, 0.5, 0.99, 1.3]) {
        const run = chain(depth, x);
        const { rate, error } = measuredRate(run, run.moments[0]!);
        // A dozen roundings, and of 1 - x^L near 1 what cancels.
        const expected = 4 * depth * x ** (2 * depth - 2);
        expect(Math.abs(rate - expected)).toBeLessThan(error + 1e-13 * expected);
        expect(initialScale(run)).toBeCloseTo(3 * x * x, 14);
        expect(initialGain(run)).toBeCloseTo(1 - (1 - x ** depth) ** 2, 13);
      }
    }
  });

  it('meet the first-gradient inequality and both sides of Lemma 8 with equality: λ = Λ', () => {
    for (const statement of [firstGradient, lemma8Lower, lemma8Upper]) {
      const { hypothesis, conclusion } = verdictOf(statement, chain(3, 0.7));
      expect([hypothesis.holds, conclusion.holds]).toEqual([true, true]);
      expect(Math.abs(conclusion.slack!)).toBeLessThan(1e-14);
    }
  });

  it('flow as ẋ = 2(1 - x^L) x^{L-1} says, keeping Lemma 7', () => {
    const { trajectory } = chain(2, 0.1);
    const run = flowRun(trajectory.model, trajectory.moments[0]!.weights);
    // L = 2: x²(t) = 1/(1 + (1/x_0² - 1) e^{-4t}).
    const { time, product } = run.moments[Math.floor(run.moments.length / 2)]!;
    expect(product[0]).toBeCloseTo(1 / (1 + 99 * Math.exp(-4 * time)), 9);
    const { hypothesis, conclusion } = verdictOf(GENERAL_STATEMENTS[0]!, run);
    expect([hypothesis.holds, conclusion.holds]).toEqual([true, true]);
    // The least ratio is that of the start: 4·2·x_0².
    expect(hypothesis.conditions.find(({ id }) => id === 'lojasiewicz')!.measured).toBeCloseTo(0.08, 12);
  });
});

describe('the certified rate', () => {
  it('is that of the best C on a grid (brute force)', () => {
    for (const [depth, entry, descent] of [
      [1, 0, 0.3],
      [2, 0.01, 1e-4],
      [2, 0.3, 0.5],
      [4, 0.1, 0.9],
      [7, 0.001, 1e-12],
    ] as const) {
      const found = certificate(depth, entry, descent)!;
      // One zero factor: R(0) = R_0. ε = 3x² + 2x² of the pair (1, 2), and nothing of equal ones.
      const epsilon = depth === 1 ? 0 : 5 * entry * entry;
      const least = Math.sqrt(2 * epsilon) * depth;
      const product = Math.min(descent / 4, 1);
      expect(found.least).toBeCloseTo(least, 12);
      expect(found.leastProduct).toBeCloseTo(product, 15);
      let best = 0;
      for (let i = 1; i <= 200_000; i += 1) {
        // Above c by 10⁻⁸ … 10² in equal ratios.
        const above = 10 ** (-8 + (10 * i) / 200_000);
        best = Math.max(best, Math.min(above ** (depth - 1), product / (least + above)));
      }
      // No C of the grid does better; the closest is off by a ratio of 10^{1/20000}, to the power L - 1.
      expect(found.rootMu1).toBeGreaterThanOrEqual(best * (1 - 1e-12));
      expect(found.rootMu1).toBeLessThanOrEqual(best * 1.001);
      expect(found.mu).toBeCloseTo(4 * found.rootMu1 ** 2, 15);
    }
  });

  it('is none where nothing has been won by t = 1', () => {
    expect(certificate(2, 0.1, 0)).toBeNull();
  });

  it('lies below ‖W_L … W_2‖ in either case of the proof: σ_1 above C, and below', () => {
    const { model } = chain(2, 0).trajectory;
    const start = { time: 0, step: null, weights: Float64Array.of(0, 0.01), descent: 0 };
    const large = { time: 1, step: null, weights: Float64Array.of(0.9, 0.9), descent: 0.9 };
    const run = observed(model, FLOW, [start, large]);
    expect(certifiedRate(run)!.threshold).toBeLessThan(0.9);
    const bound = verdictOf(theorem3Cases, observed(model, FLOW, [start, { ...large, descent: 1e-3 }]));
    expect(bound.conclusion.bound).toBeCloseTo(0.9 - Math.sqrt(2 * 5e-4) * 2, 12);
    const small = { time: 1, step: null, weights: Float64Array.of(0.02, 0.05), descent: 1e-3 };
    const below = verdictOf(theorem3Cases, observed(model, FLOW, [start, small]));
    // K = 10⁻³/(4Λ‖w⋆‖).
    expect(below.conclusion.bound).toBeCloseTo(0.25e-3 / 0.02, 12);
    expect(below.conclusion.measured).toBe(0.05);
  });
});

describe('(A2)', () => {
  it('takes a norm that normalisation makes 1 for 1: to 8 ulp, no further', () => {
    const { problem } = randomProblem(20, 2, 3, true);
    const { network, weights } = randomNetwork([2, 2, 1], 1, 1e-3);
    const holds = (wStarNorm: number): boolean | null =>
      verdictOf(assumptionA2, still(network, { ...problem, wStarNorm }, weights)).hypothesis.holds;
    expect([1, 1 - Number.EPSILON / 2, 1 + 1e-3].map(holds)).toEqual([true, true, true]);
    expect([1 - 1e-13, 0.5].map(holds)).toEqual([false, false]);
  });

  it('decides 32 L √ε at its bound, by the closed form of ε', () => {
    for (const depth of [2, 3]) {
      // ε = 3x² of equal factors.
      const edge = 1 / (32 * depth * Math.sqrt(3));
      expect(verdictOf(assumptionA2, chain(depth, edge * 0.999)).conclusion.holds).toBe(true);
      const beyond = verdictOf(assumptionA2, chain(depth, edge * 1.001)).conclusion;
      expect(beyond).toMatchObject({ holds: false, bound: 1, relation: 'atMost' });
      expect(beyond.measured).toBeCloseTo(1.001, 12);
    }
  });
});

describe('Corollary 1', () => {
  it('is judged from where ‖w_prod‖ stays between 3/4 and 9/8 of ‖w⋆‖', () => {
    const { model } = chain(2, 0).trajectory;
    const at = (time: number, x: number, y: number) => ({
      time,
      step: null,
      weights: Float64Array.of(x, y),
      descent: 0,
    });
    // Products 0.9, 0.5, 0.9, 1: T is the third moment. The second factor is above √2 at the first only.
    const run = observed(model, FLOW, [at(0, 0.6, 1.5), at(1, 0.5, 1), at(2, 0.9, 1), at(3, 1, 1)]);
    const { hypothesis, conclusion } = verdictOf(corollary1Upper, run);
    expect(hypothesis.conditions.at(-1)).toMatchObject({ id: 'learned', holds: true, measured: 1 });
    expect(conclusion).toMatchObject({ holds: true, measured: 1, worst: { time: 2, step: null, layer: 2 } });
    expect(conclusion.bound).toBeCloseTo(Math.SQRT2, 14);
    expect(verdictOf(corollary1Lower, run).conclusion).toMatchObject({ measured: 0.9, worst: { layer: 1 } });
    // A run that has not learned: its end alone, with a hypothesis that is false.
    const early = observed(model, FLOW, [at(0, 0.9, 1), at(1, 0.5, 0.6)]);
    const unlearned = verdictOf(corollary1Lower, early);
    expect(unlearned.hypothesis.conditions.at(-1)).toMatchObject({
      id: 'learned',
      holds: false,
      bound: 0.75,
    });
    expect(unlearned.conclusion).toMatchObject({ holds: false, measured: 0.5 });
    expect(unlearned.conclusion.firstViolation).toEqual({ time: 1, step: null, layer: 1 });
  });
});

describe('Corollary 2', () => {
  it('has 4Λ/λ as its value, null without full rank', () => {
    const { problem } = randomProblem(20, 3, 3);
    const value = corollary2Upper.value({ problem, depth: 3, projectionNorm: 1 });
    expect(value).toBeCloseTo((4 * problem.eigenvalues[2]!) / problem.eigenvalues[0]!, 12);
    expect(
      corollary2Upper.value({ problem: randomProblem(2, 3, 3).problem, depth: 3, projectionNorm: 1 }),
    ).toBeNull();
  });
});

describe('Lemma 8', () => {
  it('holds of any network, full rank or not, on the risk by naive products (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...SHAPES),
        fc.constantFrom(2, 12),
        (seed, widths, samples) => {
          const { problem, inputs, targets } = randomProblem(samples, widths[0]!, seed);
          const { network, weights } = randomNetwork(widths, seed);
          const run = still(network, problem, weights);
          for (const statement of [lemma8Identity, lemma8Lower, lemma8Upper, firstGradient]) {
            const { hypothesis, conclusion } = verdictOf(statement, run);
            expect([statement.id, hypothesis.holds, conclusion.holds]).toEqual([statement.id, true, true]);
          }
          const risk = naiveRisk(network, weights, inputs, targets);
          const { excessRisk } = run.moments[0]!;
          expect(Math.abs(risk - problem.riskMin - excessRisk)).toBeLessThan(
            1e-11 * (risk + problem.riskZero),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('catches an excess risk that is off by a millionth, and a slope that is', () => {
    const { problem } = randomProblem(12, 3, 4);
    const { network, weights } = randomNetwork([3, 3, 1], 4);
    const run = still(network, problem, weights);
    const { excessRisk, productSlope } = run.moments[0]!;
    const off = falsified(run, 0, { excessRisk: excessRisk * (1 + 1e-6) });
    expect(verdictOf(lemma8Identity, off).conclusion.holds).toBe(false);
    const line = chain(2, 0.6);
    const flat = falsified(line, 0, { productSlope: line.moments[0]!.productSlope * (1 - 1e-6) });
    expect(verdictOf(lemma8Lower, flat).conclusion.holds).toBe(false);
    const steep = falsified(line, 0, { productSlope: line.moments[0]!.productSlope * (1 + 1e-6) });
    expect(verdictOf(lemma8Upper, steep).conclusion.holds).toBe(false);
    expect(verdictOf(lemma8Upper, falsified(run, 0, { productSlope })).conclusion.holds).toBe(true);
  });
});
