import { describe, expect, it } from 'vitest';
import { generalisationFit } from '@shared/claims/generalisation-fit';
import type { Cell } from '@shared/experiment/plan';
import { claimNamed, madeEvidence, type MadeRun } from './evidence';

/** Gaps on a line over the published sharpness; the exact one is twice that. */
function onLine(slope: number, intercept: number): (cell: Cell, repetition: number) => MadeRun {
  return ({ scale, learningRate }, repetition) => {
    // Other rates are off the line.
    const published = learningRate === 0.001 ? 10 ** (1 + scale + repetition / 100) : 7 + repetition;
    const gap = 10 ** (intercept + slope * Math.log10(published));
    return {
      measures: {
        finalSharpness: 2 * published,
        finalSharpnessAsPublished: published,
        finalRisk: 0.25,
        finalTestRisk: 0.25 + gap,
      },
    };
  };
}

describe('the line of figure 6b', () => {
  it('is over the runs of the smallest rate, with the sharpness of the convention', () => {
    const evidence = madeEvidence('figure-6', onLine(0.42, -0.96));
    const published = generalisationFit(evidence, 'asPublished')!;
    expect(published).toMatchObject({ n: 900, learningRate: 0.001, leftOut: 0 });
    // Gaps are differences of numbers about 1: relative errors of 10⁻¹⁵ and a margin.
    expect(published.slope).toBeCloseTo(0.42, 12);
    expect(published.intercept).toBeCloseTo(-0.96, 12);
    expect(published.rSquared).toBeCloseTo(1, 12);
    const exact = generalisationFit(evidence, 'exact')!;
    expect(exact.slope).toBeCloseTo(0.42, 12);
    expect(exact.intercept).toBeCloseTo(-0.96 - 0.42 * Math.log10(2), 12);
    expect(generalisationFit(evidence, 'asPublished', 0.01)!.n).toBe(180);
  });

  it('leaves out runs that diverged or have no gap, and counts them', () => {
    const evidence = madeEvidence('figure-6', (cell, repetition) => {
      const made = onLine(0.42, -0.96)(cell, repetition);
      if (repetition === 0) return { outcome: 'diverged' };
      return repetition === 1 ? { measures: { ...made.measures, finalTestRisk: 0.2 } } : made;
    });
    expect(generalisationFit(evidence, 'asPublished')).toMatchObject({ n: 882, leftOut: 18 });
  });

  it('does not exist without test risks', () => {
    expect(
      generalisationFit(
        madeEvidence('figure-6', () => ({})),
        'exact',
      ),
    ).toBeNull();
  });
});

describe('the claim about figure 6b', () => {
  const claim = claimNamed('6b', 'generalisation-line');

  it('holds within the printed errors', () => {
    expect(claim.judge(madeEvidence('figure-6', onLine(0.429, -0.985))).holds).toBe(true);
    expect(claim.judge(madeEvidence('figure-6', onLine(0.431, -0.96))).holds).toBe(false);
    expect(claim.judge(madeEvidence('figure-6', onLine(0.42, -0.925))).holds).toBe(false);
    expect(claim.judge(madeEvidence('figure-6', () => ({}))).holds).toBeNull();
  });
});
