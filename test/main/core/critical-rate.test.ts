import { describe, expect, it } from 'vitest';
import { findPreset } from '@shared/catalogue';
import { CHECK_RATIOS, checkCriticalRate } from '@shared/experiment/critical-rate/check';
import type { CriticalRateOptions } from '@shared/experiment/critical-rate/options';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { criticalRates } from '../../../src-main/core/critical-rate';
import { openSpec, type OpenSpec } from '../../../src-main/core/open-spec';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const SEARCH: CriticalRateOptions = {
  scales: null,
  depths: null,
  repetitions: null,
  steps: null,
  excessRisk: 1e-10,
  ratios: null,
};

function open(spec: ExperimentSpec): OpenSpec {
  return openSpec(spec, {
    archive: null,
    readTable: () => {
      throw new Error('no table is read');
    },
  });
}

const figure2 = open(findPreset('figure-2')!.spec);

describe('the critical rate by experiment', () => {
  it('is 2/S_min on figure 2’s networks: below it half converge, from it on none', () => {
    const options = { ...SEARCH, depths: [5], repetitions: 12, steps: [10_000], ratios: CHECK_RATIOS };
    const [facts] = finish(criticalRates(figure2, options));
    const check = checkCriticalRate(facts!);
    expect(check).toMatchObject({
      holds: true,
      below: { ratio: 0.95, n: 12 },
      above: { converged: 0, n: 72 },
    });
    expect(check.below.converged).toBeGreaterThanOrEqual(6);
    // Not because these runs blow up: they go on for ever.
    expect(facts!.trials.find(({ ratio }) => ratio === 1.2)).toMatchObject({ diverged: 0, cycling: 12 });
  }, 60_000);

  it('can find that the check does not hold', () => {
    const options = { ...SEARCH, depths: [5], repetitions: 4, steps: [50], ratios: [0.95, 1] };
    const [facts] = finish(criticalRates(figure2, options));
    expect(checkCriticalRate(facts!).holds).toBe(false);
    const lax = finish(criticalRates(figure2, { ...options, excessRisk: 1, ratios: [0.95, 1.2] }));
    expect(checkCriticalRate(lax[0]!)).toMatchObject({ holds: false, above: { converged: 4 } });
  });

  it('at depth 1, where the risk is a quadratic, is what the closed form gives', () => {
    const spec = smallSpec({ grid: { ...smallSpec().grid, depths: [1], scales: [0.3] } });
    const opened = open(spec);
    const steps = 4000;
    const [facts] = finish(criticalRates(opened, { ...SEARCH, steps: [steps], repetitions: 8 }));
    const { lambdaMax } = opened.prepared.problem;
    expect(facts!.criticalLearningRate * lambdaMax).toBeCloseTo(1, 12);
    // w - w⋆ along the top eigenvector is multiplied by 1 - 2ηΛ = -(1 + 2δ) at η = (1 + δ)/Λ. From an excess risk e
    // of order 1, 10⁻¹⁰ is reached where e (1 - 2|δ|)^{2·4000} <= 10⁻¹⁰: |δ| >= ln(e·10¹⁰)/16000 = 0.0014 to 0.0020 for
    // e of 1 to 10⁴. The next rate of the grid below 1 has |δ| = 0.0054: the answer is that place.
    expect(facts!.ratio).toBeCloseTo(2 ** (-1 / 128), 12);
    // And 10³⁰⁸ is passed where (1 + 2δ)^4000 does: 2δ = 709.8/4000, δ = 0.0929, less what the start brings.
    expect(facts!.divergingRatio).toBeGreaterThan(1.08);
    expect(facts!.divergingRatio).toBeLessThan(1.0929 * 2 ** (4 / 128) + 0.005);
  });

  it('gives a repetition the same weights at all rates, and is the same every time', () => {
    const independent = { scheme: 'content', draws: 'independent' };
    const options = { ...SEARCH, scales: [0.3], repetitions: 5, steps: [300], excessRisk: 1e-4 };
    const shared = finish(criticalRates(open(smallSpec()), options));
    expect(finish(criticalRates(open(smallSpec()), options))).toEqual(shared);
    expect(shared[0]!.drawsOf).toBeNull();
    const own = finish(criticalRates(open(smallSpec({ randomness: independent })), options));
    expect(own[0]!.drawsOf).toBe(0.01);
    for (const { n, converged, cycling, collapsed, diverged, stepLimit } of own[0]!.trials)
      expect(converged + cycling + collapsed + diverged + stepLimit).toBe(n);
  });

  it('starts runs of the authors’ sweeps from the weights of one of their rates', () => {
    const quick = open(findPreset('quick')!.spec);
    const options = { ...SEARCH, scales: [0.25], repetitions: 2, steps: [10], ratios: [1] };
    // Figure 3 has 80 repetitions at 0.2, 20 at the others.
    expect(finish(criticalRates(quick, options))[0]!.drawsOf).toBe(0.2);
    expect(() => finish(criticalRates(quick, { ...options, repetitions: 81 }))).toThrow(/from 1 to 80/);
  });

  it('tells its progress, which ends at the whole', () => {
    const shares: number[] = [];
    const steps = criticalRates(open(smallSpec()), {
      ...SEARCH,
      repetitions: 6,
      steps: [20_000],
      excessRisk: 1e-8,
    });
    for (let step = steps.next(); !step.done; step = steps.next()) shares.push(step.value.share);
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });

  it.each([
    [{ scales: [0.7] }, '0.7 is not a scale of this experiment; it has 0.3, 1.5.'],
    [{ depths: [] }, 'No depth is chosen; at least one is needed.'],
    [{ repetitions: 0 }, 'repetitions is 0; it must be an integer from 1 to'],
    [{ steps: [10, 20] }, 'steps lists 2 numbers; it must be one, or one for each of the 1 depths.'],
    [{ steps: [0] }, 'steps has 0; it must be an integer from 1 to'],
    [{ excessRisk: 0 }, 'The excess risk is 0; it must be a positive number.'],
    [{ ratios: [-1] }, 'A multiple of 2/S_min is -1; multiples must be positive numbers.'],
  ])('refuses %j with a sentence', (change, sentence) => {
    expect(() => finish(criticalRates(open(smallSpec()), { ...SEARCH, ...change }))).toThrow(sentence);
  });

  it('is about linear networks', () => {
    const gelu = open(findPreset('figure-7')!.spec);
    expect(() => finish(criticalRates(gelu, SEARCH))).toThrow(/GELU/);
  });
});
