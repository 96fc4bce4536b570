import { describe, expect, it } from 'vitest';
import { convergenceNotMonotone, rateEstimate } from '@shared/experiment/critical-rate/estimate';
import { nextTrial } from '@shared/experiment/critical-rate/next-trial';
import {
  gridRate,
  RATES_PER_OCTAVE,
  rateTrials,
  type RateTrials,
} from '@shared/experiment/critical-rate/rate-trials';
import { CONVERGING, DIVERGING } from '@shared/experiment/critical-rate/threshold';
import type { Outcome } from '@shared/training/run-result';

/** How the runs of every repetition end at a place of the grid. */
type World = (index: number) => Outcome[];

/** A repetition converges up to its own rate and diverges from another on: places on the grid. */
function thresholds(repetitions: number, seed: number, centre: number, spread: number, gap: number): World {
  // A multiplicative generator: any spread of thresholds will do.
  let state = seed;
  const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const ends = Array.from({ length: repetitions }, () => centre + Math.round(spread * (draw() - 0.5)));
  return (index) =>
    ends.map((end) => (index <= end ? 'converged' : index > end + gap ? 'diverged' : 'cycling'));
}

function search(world: World): RateTrials[] {
  const trials: RateTrials[] = [];
  for (;;) {
    const { index } = nextTrial(trials);
    if (index === null) return trials;
    expect(trials.map((trial) => trial.index)).not.toContain(index);
    trials.push(rateTrials(index, world(index)));
    trials.sort((a, b) => a.index - b.index);
    expect(trials.length).toBeLessThan(80);
  }
}

const ALL = Array.from({ length: 16 * RATES_PER_OCTAVE + 1 }, (_, i) => i - 8 * RATES_PER_OCTAVE);
const place = (rate: number | null): number => Math.round(RATES_PER_OCTAVE * Math.log2(rate!));

describe('the search for the critical rate', () => {
  it.each([
    [20, 1, 0, 30],
    [20, 2, -3, 4],
    [20, 3, -400, 150],
    [20, 4, 200, 60],
    [8, 5, 17, 100],
    [50, 6, -64, 0],
  ])('encloses what trying every rate of the grid finds (%i runs, seed %i)', (n, seed, centre, spread) => {
    const world = thresholds(n, seed, centre, spread, 90);
    const trials = search(world);
    const half = ALL.filter((i) => 2 * world(i).filter((end) => end === 'converged').length >= n).at(-1)!;
    const onset = ALL.find((i) => 2 * world(i).filter((end) => end === 'diverged').length >= n)!;
    const converging = rateEstimate(CONVERGING, trials, 1)!;
    const diverging = rateEstimate(DIVERGING, trials, 1)!;
    expect(place(converging.rate)).toBe(half);
    // Of divergence to four steps of the grid.
    expect(place(diverging.rate) - onset).toBeGreaterThanOrEqual(0);
    expect(place(diverging.rate) - onset).toBeLessThan(4);
    // The ends of the interval are rates at which the share is clear of a half; here the interval holds the crossing.
    expect(place(converging.low)).toBeLessThanOrEqual(half);
    expect(place(converging.high)).toBeGreaterThan(half);
    expect(place(diverging.low)).toBeLessThan(onset);
    expect(place(diverging.high)).toBeGreaterThanOrEqual(onset);
    expect(convergenceNotMonotone(trials, 1)).toEqual([]);
    expect(trials.length).toBeLessThan(45);
  });

  it('has ends at which Wilson’s interval has just left a half, to two steps of the grid', () => {
    // Ten of twenty runs converge up to 0, the others up to -40, -39, …: the count falls by one a step of 4.
    const ends = Array.from({ length: 20 }, (_, i) => (i - 10) * 4);
    const trials = search((index) => ends.map((end) => (index <= end ? 'converged' : 'cycling')));
    const { rate, low, high } = rateEstimate(CONVERGING, trials, 1)!;
    expect(place(rate)).toBe(0);
    // Wilson 1927 at n = 20: 15 of 20 is [0.531, 0.888], 14 is [0.481, 0.855]; so 15 are clear, and 5 by symmetry.
    const converged = (index: number): number => ends.filter((end) => index <= end).length;
    expect(converged(place(low))).toBeGreaterThanOrEqual(15);
    expect(converged(place(low) + 2)).toBeLessThan(15);
    expect(converged(place(high))).toBeLessThanOrEqual(5);
    expect(converged(place(high) - 2)).toBeGreaterThan(5);
    expect(rateEstimate(DIVERGING, trials, 1)).toBeNull();
  });

  it('takes the highest crossing, and says where convergence comes back', () => {
    // Half converge up to -30, and then only from 60 to 70: the search for divergence comes by there, at 64.
    const world: World = (index) =>
      new Array<Outcome>(20).fill(index <= -30 || (index >= 60 && index <= 70) ? 'converged' : 'cycling');
    const trials = search(world);
    expect(place(rateEstimate(CONVERGING, trials, 1)!.rate)).toBe(70);
    const [found] = convergenceNotMonotone(trials, 1);
    expect(place(found!.lower)).toBeGreaterThan(-30);
    expect(place(found!.lower)).toBeLessThan(60);
    expect(place(found!.higher)).toBe(64);
  });

  it('finds nothing where nothing converges, and does not look on where runs are only too slow', () => {
    const slow = search(() => new Array<Outcome>(20).fill('stepLimit'));
    expect(rateEstimate(CONVERGING, slow, 1)).toBeNull();
    // Upwards for divergence, to 256 times 2/S_min in factors of √2; downwards half of it at most.
    expect(slow.map(({ index }) => index)).toEqual(ALL.filter((i) => i >= -128 && i % 64 === 0));
    const wild = search(() => new Array<Outcome>(20).fill('diverged'));
    expect(rateEstimate(CONVERGING, wild, 1)).toBeNull();
    expect(place(rateEstimate(DIVERGING, wild, 1)!.rate)).toBe(-8 * RATES_PER_OCTAVE);
    expect(rateEstimate(DIVERGING, wild, 1)!.low).toBeNull();
  });

  it('has no interval where runs are too few for one', () => {
    const trials = search(thresholds(3, 9, 5, 20, 60));
    expect(rateEstimate(CONVERGING, trials, 1)).toMatchObject({ low: null, high: null });
  });

  it('lies on a grid through 2/S_min', () => {
    expect(gridRate(0.107, 0)).toBe(0.107);
    // exp and the product round once each.
    expect(gridRate(0.107, RATES_PER_OCTAVE) / 0.214).toBeCloseTo(1, 14);
  });
});
