import { expect, test } from 'vitest';
import { looseBy, looseness, ratioOf } from '@shared/figures/verdicts/looseness';
import type { ConclusionVerdict } from '@shared/theory/verdict';
import { aVerdict } from './builders';

const conclusion = (change: Partial<ConclusionVerdict>): ConclusionVerdict =>
  aVerdict(true, change).conclusion;

test('the ratio is measured over bound, where both are positive and the bound says something', () => {
  expect(ratioOf(conclusion({ measured: 3, bound: 4 }))).toBe(0.75);
  expect(ratioOf(conclusion({ measured: 3, bound: 4, vacuous: true }))).toBeNull();
  expect(ratioOf(conclusion({ measured: 3, bound: -4 }))).toBeNull();
  expect(ratioOf(conclusion({ measured: 0, bound: 4 }))).toBeNull();
  expect(ratioOf(conclusion({ measured: null, bound: null }))).toBeNull();
  expect(ratioOf(conclusion({ measured: 1e300, bound: 1e-300 }))).toBeNull();
});

const runs = [
  aVerdict(true, { measured: 1, bound: 10 }),
  aVerdict(false, { measured: 2, bound: 10 }),
  aVerdict(true, { measured: 90, bound: 10, holds: false }),
  aVerdict(true, { measured: 1, bound: 0 }),
].map((verdict, repetition) => ({ cell: 0, repetition, verdicts: [verdict] }));

test('medians and ranges are over the runs that are asked for', () => {
  const of = (population: Parameters<typeof looseness>[2]) => looseness(['some', 'other'], runs, population);
  expect(of('all')).toEqual([
    { statement: 'some', relation: 'atMost', n: 3, median: 0.2, least: 0.1, greatest: 9 },
  ]);
  expect(of('conclusionHolds')).toMatchObject([{ n: 2, least: 0.1, greatest: 0.2 }]);
  // Halfway between 0.1 and 0.2, to rounding.
  expect(of('conclusionHolds')[0]!.median).toBeCloseTo(0.15, 15);
  expect(of('bothHold')).toMatchObject([{ n: 1, median: 0.1 }]);
});

test('a bound is loose on its own side', () => {
  const row = { statement: 'some', n: 1, least: 0.1, greatest: 0.1, median: 0.1 };
  expect(looseBy({ ...row, relation: 'atMost' })).toBe(10);
  expect(looseBy({ ...row, relation: 'atLeast' })).toBe(0.1);
});
