import { describe, expect, it } from 'vitest';
import type { Cell } from '@shared/experiment/plan';
import { claimNamed, madeEvidence, numberOf, type MadeRun } from './evidence';

const CRITICAL = 2 / 18.7;

/** Runs below the critical rate converge, beyond it they cycle at a distance. */
function asClaimed({ learningRate, depth }: Cell): MadeRun {
  return learningRate * depth < CRITICAL * 10
    ? {}
    : { outcome: 'cycling', measures: { finalSquaredDistance: 0.3 } };
}

describe('success below the critical rate', () => {
  const claim = claimNamed('1a', 'success-below-critical-rate');

  it('holds where runs converge below 2/S_min and stay away beyond', () => {
    const finding = claim.judge(madeEvidence('figure-3', asClaimed));
    expect(finding.holds).toBe(true);
    expect(numberOf(finding.measured, 'smallest relative squared distance beyond 2/S_min')).toBeCloseTo(
      0.3,
      12,
    );
    expect(finding.measured!.said).toContain('40 of 40 cells below 2/S_min succeed');
  });

  it('does not hold where a cell below stays away, or one beyond succeeds', () => {
    const away = (cell: Cell): MadeRun =>
      cell.learningRate === 0.1 && cell.scale === 0.25
        ? { measures: { finalSquaredDistance: 0.011 } }
        : asClaimed(cell);
    expect(claim.judge(madeEvidence('figure-3', away)).holds).toBe(false);
    const near = (cell: Cell): MadeRun =>
      cell.learningRate === 0.2 && cell.scale === 0.25
        ? { outcome: 'cycling', measures: { finalSquaredDistance: 0.009 } }
        : asClaimed(cell);
    expect(claim.judge(madeEvidence('figure-3', near)).holds).toBe(false);
  });

  it('leaves out runs that diverged, and is undecided where none is left beyond', () => {
    const some = (cell: Cell, repetition: number): MadeRun =>
      repetition < 15 ? { outcome: 'diverged', measures: { finalSquaredDistance: 1e9 } } : asClaimed(cell);
    const finding = claim.judge(madeEvidence('figure-3', some));
    expect(finding.holds).toBe(true);
    expect(finding.detail).toContain('600 of 800 runs of these cells diverged and 200 converged');
    const beyond = (cell: Cell): MadeRun => (cell.learningRate === 0.2 ? { outcome: 'diverged' } : {});
    expect(claim.judge(madeEvidence('figure-3', beyond)).holds).toBeNull();
  });
});

describe('no convergence beyond the critical rate', () => {
  const claim = claimNamed('4a', 'no-convergence-above-critical-rate');

  it('does not hold for a single run', () => {
    expect(claim.judge(madeEvidence('figure-4', asClaimed)).holds).toBe(true);
    const one = (cell: Cell, repetition: number): MadeRun =>
      cell.index === 4 && repetition === 7 ? {} : asClaimed(cell);
    const finding = claim.judge(madeEvidence('figure-4', one));
    expect(finding.holds).toBe(false);
    expect(finding.measured!.numbers[0]).toMatchObject({ value: 1 / 200 });
  });
});

describe('a critical rate that does not depend on the scale', () => {
  const claim = claimNamed('1a', 'critical-rate-independent-of-scale');

  it('holds where the brackets of all scales overlap, scales without failing runs included', () => {
    const finding = claim.judge(
      madeEvidence('figure-3', (cell) =>
        cell.scale > 0.55 && cell.learningRate > 0.05 ? { outcome: 'diverged' } : asClaimed(cell),
      ),
    );
    expect(finding.holds).toBe(true);
    expect(numberOf(finding.measured, 'largest rate that succeeds at some scale')).toBe(0.1);
    expect(numberOf(finding.measured, 'smallest rate that fails at some scale')).toBe(0.2);
  });

  it('does not hold where one scale fails at a rate at which another succeeds', () => {
    const moving = (cell: Cell): MadeRun =>
      cell.scale > 0.55 && cell.learningRate === 0.1
        ? { outcome: 'cycling', measures: { finalSquaredDistance: 0.3 } }
        : asClaimed(cell);
    expect(claim.judge(madeEvidence('figure-3', moving)).holds).toBe(false);
  });
});

describe('a largest rate inverse to the depth', () => {
  const claim = claimNamed('2', 'largest-rate-inverse-to-depth');

  it('holds where success ends at 2/S_min ∝ 1/L', () => {
    const finding = claim.judge(madeEvidence('figure-2', asClaimed));
    expect(finding.holds).toBe(true);
    const slope = finding.measured!.numbers.at(-1)!;
    // The grid's ratio is 10^(1.7/24) = 1.18 and the depths span a factor of 8: within ln 1.18/ln 8 = 0.08 of -1.
    expect(slope.interval![0]).toBeLessThanOrEqual(-1);
    expect(slope.interval![1]).toBeGreaterThanOrEqual(-1);
    expect(slope.interval![1] - slope.interval![0]).toBeCloseTo(
      (2 * (1.7 / 24) * Math.LN10) / Math.log(8),
      6,
    );
  });

  it('does not hold for a threshold ∝ 1/√L', () => {
    const slower = ({ learningRate, depth }: Cell): MadeRun =>
      learningRate * Math.sqrt(depth) < CRITICAL * Math.sqrt(10)
        ? {}
        : { outcome: 'cycling', measures: { finalSquaredDistance: 0.3 } };
    expect(claim.judge(madeEvidence('figure-2', slower)).holds).toBe(false);
  });

  it('asks both, the order of the thresholds and their value', () => {
    // At half of 2/S_min, ∝ 1/L all the same.
    const half = ({ learningRate, depth }: Cell): MadeRun =>
      asClaimed({ depth, learningRate: 2 * learningRate } as Cell);
    expect(claim.judge(madeEvidence('figure-2', half)).holds).toBe(false);
    // At 2/S_min of another theory, ∝ 1/√L.
    const slower = ({ learningRate, depth }: Cell): MadeRun =>
      asClaimed({ depth: 10, learningRate: learningRate * Math.sqrt(depth / 10) } as Cell);
    const evidence = madeEvidence('figure-2', slower);
    const bounds = evidence.bounds.map((row) => ({
      ...row,
      criticalLearningRate: CRITICAL * Math.sqrt(10 / row.depth),
    }));
    const finding = claim.judge({ ...evidence, bounds });
    expect(finding.detail).toContain('2/S_min lies in the interval at 4 of 4 depths');
    expect(finding.holds).toBe(false);
  });

  it('is undecided where no rate fails', () => {
    expect(claim.judge(madeEvidence('figure-2', () => ({}))).holds).toBeNull();
  });
});
