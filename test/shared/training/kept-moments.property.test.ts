import { describe, expect, it } from 'vitest';
import { LogSpaced } from '@shared/training/log-spaced';
import { PathSpaced } from '@shared/training/path-spaced';

describe('moments at log-spaced times', () => {
  /** A course whose steps grow by a factor, up to `end`. */
  function kept(end: number, limit: number, factor: number): number[] {
    const times = new LogSpaced<number>(limit);
    let time = 1e-3;
    times.beginAfter(time);
    while (time < end) {
      time = Math.min(end, time * factor);
      times.upTo(time, (at) => at);
    }
    return [...times.values()];
  }

  it.each([
    [1e6, 1.3],
    [1e30, 1.9],
    [1e200, 50],
  ])('up to %d in steps of factor %d: bounded, evenly spaced, ascending, with t = 1', (end, factor) => {
    const times = kept(end, 40, factor);
    expect(times.length).toBeLessThanOrEqual(40);
    expect(times.length).toBeGreaterThan(15);
    expect(times).toContain(1);
    const gaps = times.slice(1).map((time, i) => Math.log10(time / times[i]!));
    // Equal but for the rounding of powers of ten with exponents up to 200.
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(1e-10);
    expect(Math.log10(end / times.at(-1)!)).toBeLessThanOrEqual(gaps[0]! * (1 + 1e-10));
  });

  it('are the same however the course is cut into steps', () => {
    expect(kept(1e9, 30, 1.1)).toEqual(kept(1e9, 30, 7));
  });
});

describe('moments along a path', () => {
  function kept(lengths: readonly number[], limit: number): number[] {
    const path = new PathSpaced<number>(limit);
    for (const length of lengths) path.at(length, () => length);
    return path.values();
  }

  it.each([
    ['even', Array.from({ length: 10_000 }, (_, i) => (i + 1) * 1e-4)],
    ['a long wait, then a dash', Array.from({ length: 10_000 }, (_, i) => 1.01 ** i)],
    ['a dash, then a rest', Array.from({ length: 10_000 }, (_, i) => 1 - 0.99 ** (i + 1))],
  ])('%s: bounded and no farther apart than twice the spacing, or a step', (_, lengths) => {
    const found = kept(lengths, 24);
    const total = lengths.at(-1)!;
    expect(found.length).toBeLessThanOrEqual(24);
    const steps = lengths.map((length, i) => length - (lengths[i - 1] ?? 0));
    const gaps = found.map((length, i) => length - (found[i - 1] ?? 0));
    expect(Math.max(...gaps, total - found.at(-1)!)).toBeLessThan(total / 6 + Math.max(...steps));
  });

  it('are none of a path that stands still', () => {
    expect(kept([0, 0, 0], 5)).toEqual([]);
  });
});
