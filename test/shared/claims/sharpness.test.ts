import { describe, expect, it } from 'vitest';
import type { Cell } from '@shared/experiment/plan';
import { claimNamed, madeEvidence, numberOf, type MadeRun } from './evidence';

/** Sharpness that grows with the scale, the same at every rate, and stops at 2/η. */
function asClaimed(cell: Cell, repetition: number): MadeRun {
  const free = 20 + repetition / 10 + 400 * Math.max(0, cell.scale - 0.33);
  return { measures: { finalSharpness: Math.min(free, 2 / cell.learningRate), initialSharpness: 1 } };
}

describe('sharpness from small scales', () => {
  const independent = claimNamed('1b', 'small-scale-sharpness-independent-of-rate');
  const bounded = claimNamed('1b', 'small-scale-sharpness-bounded');

  it('is independent of the rate where it is the same', () => {
    const finding = independent.judge(madeEvidence('figure-3', asClaimed));
    expect(finding.holds).toBe(true);
    expect(numberOf(finding.measured, 'largest relative difference of means')).toBeCloseTo(0, 12);
  });

  it('is not where one rate’s runs are shifted by little, but significantly', () => {
    const shifted = (cell: Cell, repetition: number): MadeRun => ({
      measures: { finalSharpness: 20 + repetition / 10 + (cell.learningRate === 0.07 ? 1.5 : 0) },
    });
    const finding = independent.judge(madeEvidence('figure-3', shifted));
    expect(finding.holds).toBe(false);
    expect(numberOf(finding.measured, 'largest relative difference of means')).toBeLessThan(0.1);
  });

  it('is not where means differ too much to be told from chance', () => {
    // One far run of twenty moves the mean by 25 %, and no rank test sees it.
    const far = (cell: Cell, repetition: number): MadeRun => ({
      measures: {
        finalSharpness: cell.learningRate === 0.07 && repetition === 19 ? 125 : 20 + repetition / 10,
      },
    });
    const finding = independent.judge(madeEvidence('figure-3', far));
    expect(numberOf(finding.measured, 'smallest adjusted p')).toBeGreaterThan(0.01);
    expect(finding.holds).toBe(false);
  });

  it('lies between the bounds, every run', () => {
    expect(bounded.judge(madeEvidence('figure-3', asClaimed)).holds).toBe(true);
    const one = (cell: Cell, repetition: number): MadeRun =>
      cell.index === 0 && repetition === 3
        ? { measures: { finalSharpness: 18.5 } }
        : asClaimed(cell, repetition);
    const finding = bounded.judge(madeEvidence('figure-3', one));
    expect(finding.holds).toBe(false);
    expect(finding.measured!.said).toContain('179 of 180 within');
  });

  it('has no upper bound with residual networks', () => {
    const residual = claimNamed('4b', 'small-scale-sharpness-bounded');
    const large = (): MadeRun => ({ measures: { finalSharpness: 500 } });
    expect(residual.judge(madeEvidence('figure-4', large)).holds).toBe(true);
    expect(bounded.judge(madeEvidence('figure-3', large)).holds).toBe(false);
  });
});

describe('sharpness and the threshold 2/η', () => {
  const atMost = claimNamed('1b', 'sharpness-at-most-threshold');
  const plateau = claimNamed('1b', 'sharpness-plateaus-at-threshold');

  it('is at most there, by a thousandth', () => {
    const over = (excess: number) => (cell: Cell, repetition: number) =>
      cell.index === 0 && repetition === 0
        ? { measures: { finalSharpness: (2 / cell.learningRate) * (1 + excess) } }
        : asClaimed(cell, repetition);
    expect(atMost.judge(madeEvidence('figure-3', over(0.0009))).holds).toBe(true);
    const finding = atMost.judge(madeEvidence('figure-3', over(0.0011)));
    expect(finding.holds).toBe(false);
    expect(numberOf(finding.measured, 'largest S·η/2')).toBeCloseTo(1.0011, 12);
  });

  it('asks runs that converged; with GELU those that did not diverge', () => {
    const cycling = (cell: Cell): MadeRun => ({
      outcome: 'cycling',
      measures: { finalSharpness: 4 / cell.learningRate },
    });
    expect(atMost.judge(madeEvidence('figure-3', cycling)).holds).toBeNull();
    const gelu = claimNamed('7', 'sharpness-at-most-threshold');
    expect(gelu.judge(madeEvidence('figure-7', cycling)).holds).toBe(false);
    expect(gelu.judge(madeEvidence('figure-7', () => ({ outcome: 'diverged' }))).holds).toBeNull();
  });

  it('plateaus where large scales are within 3 % of it', () => {
    expect(plateau.judge(madeEvidence('figure-3', asClaimed)).holds).toBe(true);
    const short = (share: number) => (cell: Cell, repetition: number) => ({
      measures: { finalSharpness: (2 / cell.learningRate) * (share + repetition / 10_000) },
    });
    expect(plateau.judge(madeEvidence('figure-3', short(0.975))).holds).toBe(true);
    expect(plateau.judge(madeEvidence('figure-3', short(0.96))).holds).toBe(false);
  });

  it('does not plateau where the mean over all is away, though no scale is significantly', () => {
    const wide = (cell: Cell, repetition: number): MadeRun => ({
      measures: { finalSharpness: (2 / cell.learningRate) * (0.96 + (repetition % 2 === 0 ? 0.05 : -0.05)) },
    });
    expect(plateau.judge(madeEvidence('figure-3', wide)).holds).toBe(false);
    const wideAbout = (cell: Cell, repetition: number): MadeRun => ({
      measures: { finalSharpness: (2 / cell.learningRate) * (0.975 + (repetition % 2 === 0 ? 0.05 : -0.05)) },
    });
    expect(plateau.judge(madeEvidence('figure-3', wideAbout)).holds).toBe(true);
  });

  it('does not plateau where a scale is away, though the mean over all is not', () => {
    const tilted = (cell: Cell, repetition: number): MadeRun => ({
      measures: {
        finalSharpness:
          (2 / cell.learningRate) * (0.94 + ((cell.scale - 0.48) / 0.12) * 0.12 + repetition / 1e5),
      },
    });
    const finding = plateau.judge(madeEvidence('figure-3', tilted));
    expect(Math.abs(numberOf(finding.measured, 'mean S·η/2') - 1)).toBeLessThan(0.03);
    expect(finding.holds).toBe(false);
  });
});

describe('sharpness of GELU networks from small scales', () => {
  const claim = claimNamed('7', 'gelu-small-scale-sharpness');

  it('is below 2/η and between the linear bounds on the mean', () => {
    const near = (_: Cell, repetition: number): MadeRun => ({
      measures: { finalSharpness: 15 + repetition },
    });
    const finding = claim.judge(madeEvidence('figure-7', near));
    expect(finding.holds).toBe(true);
    // 15, 16, 17, 18 of each of the 6 cells are below the lower bound 18.6.
    expect(finding.detail).toContain('Of the 120 single runs 24 lie outside');
    const far = (): MadeRun => ({ measures: { finalSharpness: 29 } });
    expect(claim.judge(madeEvidence('figure-7', far)).holds).toBe(false);
  });
});

describe('sharpness of GELU networks on noisy targets', () => {
  const claim = claimNamed('7', 'noisy-gelu-sharpness-at-threshold');
  const at =
    (share: number) =>
    (cell: Cell, repetition: number): MadeRun => ({
      outcome: 'cycling',
      measures: { finalSharpness: (2 / cell.learningRate) * (share + (repetition % 2 === 0 ? 0.05 : -0.05)) },
    });

  it('reaches 2/η where it is there on the mean, and no cell is away', () => {
    expect(claim.judge(madeEvidence('figure-7-noisy', at(0.95))).holds).toBe(true);
    expect(claim.judge(madeEvidence('figure-7-noisy', at(0.85))).holds).toBe(false);
    const once = claim.judge(
      madeEvidence('figure-7-noisy', (cell, repetition) => at(cell.index === 7 ? 0.5 : 1)(cell, repetition)),
    );
    expect(once.holds).toBe(false);
    expect(once.measured!.said).toContain('23 of 24 cells');
    expect(claim.judge(madeEvidence('figure-7-noisy', () => ({ outcome: 'diverged' }))).holds).toBeNull();
  });
});

describe('sharpness at initialisation', () => {
  const claim = claimNamed('4b', 'initial-sharpness-better-conditioned');

  it('is better conditioned where it spreads less, over the scales and at one', () => {
    const steep = madeEvidence('figure-3', ({ scale }, repetition) => ({
      measures: { initialSharpness: 10 ** (10 * scale) * (1 + repetition) },
    }));
    const gentle = madeEvidence('figure-4', ({ scale }, repetition) => ({
      measures: { initialSharpness: 45 * (1 + scale) * (1 + repetition / 40) },
    }));
    expect(claim.judge(steep, gentle).holds).toBe(true);
    const finding = claim.judge(steep, gentle);
    expect(numberOf(finding.measured, 'ratio of means over the scales')).toBeCloseTo(2.7, 6);
    const scattered = madeEvidence('figure-4', (_, repetition) => ({
      measures: { initialSharpness: 10 ** (repetition / 5) },
    }));
    expect(claim.judge(steep, scattered).holds).toBe(false);
  });
});
