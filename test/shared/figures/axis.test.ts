import { describe, expect, it } from 'vitest';
import { decadeOf, fixedAxis, linearAxis, logAxis } from '@shared/figures/axis';

const labels = ({ ticks }: { ticks: readonly { label: string }[] }): string[] =>
  ticks.map(({ label }) => label);

describe('axes', () => {
  it('give linear ticks at exact multiples of 1, 2 or 5', () => {
    expect(labels(fixedAxis('', 0, 1))).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1']);
    expect(labels(fixedAxis('', -0.05, 1.05))).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1']);
    expect(fixedAxis('', 0.25, 0.6).ticks.map(({ value }) => value)).toEqual([
      0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6,
    ]);
  });

  it('leave a little room around data, and some where all values are equal', () => {
    expect(linearAxis('', [0, 100]).domain).toEqual([-2, 102]);
    const [low, high] = linearAxis('', [3, 3]).domain;
    expect(low < 3 && 3 < high).toBe(true);
    expect(linearAxis('', []).domain[0]).toBeLessThan(1);
  });

  it('end logarithmic axes at powers of ten over many decades, at 1, 2, 5 over few', () => {
    expect(logAxis('', [3e-5, 40], true).domain).toEqual([1e-5, 100]);
    expect(logAxis('', [12, 140], true).domain).toEqual([10, 200]);
    expect(logAxis('', [10, 10], true).domain).toEqual([10, 20]);
  });

  it('write ticks as powers of ten, at most eight of them', () => {
    expect(labels(logAxis('', [1e-30, 100], true))).toEqual([
      '10⁻³⁰',
      '10⁻²⁵',
      '10⁻²⁰',
      '10⁻¹⁵',
      '10⁻¹⁰',
      '10⁻⁵',
      '1',
    ]);
    expect(labels(logAxis('', [12, 140], true))).toEqual(['10', '20', '50', '100', '200']);
    expect(labels(logAxis('', [1, 4000], true))).toEqual(['1', '10', '100', '10³', '10⁴']);
  });

  it('have ticks over a stretch between two of these', () => {
    expect(labels(logAxis('', [21.7, 23.6], false))).toEqual(['22', '22.5', '23', '23.5']);
    expect(labels(logAxis('', [2.1, 4.9], false))).toEqual(['2.5', '3', '3.5', '4', '4.5']);
  });

  it('see positive values only on logarithmic axes', () => {
    expect(logAxis('', [-1, 0, NaN, 2, 3000], true).domain).toEqual([1, 10_000]);
    expect(logAxis('', [0], true).domain).toEqual([1, 10]);
  });

  it('know the decade of powers of ten exactly', () => {
    for (let k = -300; k <= 300; k += 1) expect(decadeOf(Number(`1e${k}`))).toBe(k);
    expect(decadeOf(999.9999)).toBe(2);
  });
});
