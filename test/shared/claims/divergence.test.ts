import { describe, expect, it } from 'vitest';
import type { Cell } from '@shared/experiment/plan';
import { claimNamed, madeEvidence, numberOf, type MadeRun } from './evidence';

/** A share that rises with scale and rate. */
const rising = ({ scale, learningRate }: Cell): number => Math.min(1, scale * (0.5 + learningRate));

function diverging(share: (cell: Cell) => number): (cell: Cell, repetition: number) => MadeRun {
  return (cell, repetition) =>
    repetition < Math.round(share(cell) * cell.repetitions) ? { outcome: 'diverged' } : {};
}

describe('divergence that does not decrease', () => {
  const claim = claimNamed('5', 'divergence-not-decreasing');

  it('holds where it rises, in all pairs along a rate and along a scale', () => {
    const finding = claim.judge(madeEvidence('figure-4', diverging(rising)));
    expect(finding.holds).toBe(true);
    // 5 rates × C(10, 2) + 10 scales × C(5, 2).
    expect(finding.measured!.said).toContain('0 of 325 pairs');
    expect(numberOf(finding.measured, 'largest observed decrease')).toBe(0);
  });

  it('forgives a decrease that one of 325 tests may show by chance', () => {
    // 8 of 20 against none: p = C(20, 8)/C(40, 8) = 0.0016.
    const dip = (cell: Cell): number => (cell.index === 20 ? 0 : 0.4);
    const finding = claim.judge(madeEvidence('figure-4', diverging(dip)));
    expect(finding.holds).toBe(true);
    expect(numberOf(finding.measured, 'largest observed decrease')).toBeCloseTo(0.4, 12);
  });

  it('sees a dip, and a slow decrease that no two neighbours show', () => {
    const dip = (cell: Cell): number => (cell.index === 20 ? 0 : 0.7);
    expect(claim.judge(madeEvidence('figure-4', diverging(dip))).holds).toBe(false);
    // From 0.9 by 0.1 a scale: neighbours of 20 runs are far from significant.
    const slow = ({ scale }: Cell): number => 0.9 - scale / 1.9;
    const finding = claim.judge(madeEvidence('figure-4', diverging(slow)));
    expect(finding.holds).toBe(false);
    expect(finding.detail).toContain('Significant: from');
  });

  it('says what it could have seen: 325 tests of 20 runs see a fall to none from 12 on', () => {
    // P = C(20, k)/C(40, k) for k against none: 325 P is 0.024 at 11 and 0.0073 at 12.
    expect(claim.judge(madeEvidence('figure-4', diverging(rising))).detail).toContain('from 12 of 20 on');
  });
});
