import { expect, test } from 'vitest';
import {
  conclusionCount,
  contradictions,
  hypothesisCount,
  merged,
  NO_RUNS,
  tallyOf,
} from '@shared/figures/verdicts/verdict-tally';
import { verdictTable } from '@shared/figures/verdicts/verdict-table';
import { aVerdict } from './builders';

const at = (cell: number, repetition: number) => ({ cell, repetition });

test('hypothesis and conclusion are counted apart and together', () => {
  const tally = merged([
    tallyOf(at(0, 0), aVerdict(true, { holds: true })),
    tallyOf(at(0, 1), aVerdict(true, { holds: false, slack: -0.5 })),
    tallyOf(at(0, 2), aVerdict(false, { holds: true, slack: 0.25 })),
    tallyOf(at(0, 3), aVerdict(null, { holds: null, slack: null, measured: null, bound: null })),
  ]);
  expect(tally.runs).toBe(4);
  expect([hypothesisCount(tally, 'holds'), hypothesisCount(tally, 'fails')]).toEqual([2, 1]);
  expect([conclusionCount(tally, 'holds'), conclusionCount(tally, 'fails')]).toEqual([2, 1]);
  expect([hypothesisCount(tally, 'undecided'), conclusionCount(tally, 'undecided')]).toEqual([1, 1]);
  expect(tally.combinations.fails.holds).toBe(1);
  expect(contradictions(tally)).toBe(1);
  expect(tally.worst).toMatchObject({ repetition: 1, slack: -0.5 });
});

test('the worst of all runs and of those of which the statement speaks are told apart', () => {
  const tally = merged([
    tallyOf(at(0, 0), aVerdict(true, { slack: 0.5 })),
    tallyOf(at(0, 1), aVerdict(false, { holds: false, slack: -3 })),
    tallyOf(at(1, 0), aVerdict(true, { slack: 0.25 })),
    tallyOf(at(1, 1), aVerdict(null, { slack: 0.1 })),
    tallyOf(at(1, 2), aVerdict(true, { slack: 0.01, vacuous: true })),
  ]);
  expect(tally.worst).toMatchObject({ cell: 0, repetition: 1, slack: -3 });
  expect(tally.worstUnderHypothesis).toMatchObject({ cell: 1, repetition: 0, slack: 0.25 });
  expect(tallyOf(at(0, 0), aVerdict(false, {})).worstUnderHypothesis).toBeNull();
});

test('tight are conclusions that hold with less than a twentieth to spare, vacuous ones never', () => {
  const tightOf = (conclusion: Parameters<typeof aVerdict>[1]): number =>
    tallyOf(at(0, 0), aVerdict(true, conclusion)).tight;
  expect(tightOf({ slack: 0.0499 })).toBe(1);
  expect(tightOf({ slack: 0.05 })).toBe(0);
  expect(tightOf({ holds: false, slack: -0.01 })).toBe(0);
  expect(tightOf({ slack: 0.01, vacuous: true })).toBe(0);
});

test('a vacuous bound is counted, and is never the worst', () => {
  const tally = merged([
    tallyOf(at(0, 0), aVerdict(true, { slack: 0.01, vacuous: true })),
    tallyOf(at(0, 1), aVerdict(true, { slack: 3 })),
  ]);
  expect(tally).toMatchObject({ vacuous: 1, worst: { repetition: 1 } });
  expect(merged([])).toEqual(NO_RUNS);
});

test('a table has a row a statement and a tally a cell, also where nothing was judged', () => {
  const cell = (index: number) =>
    ({ index, learningRate: 0.1, scale: index, depth: 2, steps: 10, repetitions: 3 }) as const;
  const table = verdictTable(
    [cell(0), cell(1)],
    ['b', 'a'],
    [
      { ...at(1, 0), verdicts: [aVerdict(true, { slack: 0.4 }, 'a'), aVerdict(false, {}, 'b')] },
      { ...at(1, 2), verdicts: [aVerdict(true, { slack: 0.3 }, 'a'), aVerdict(false, {}, 'unknown')] },
    ],
  );
  expect(table.cells.map(({ judged }) => judged)).toEqual([0, 2]);
  expect(table.statements.map(({ statement, all }) => [statement, all.runs])).toEqual([
    ['b', 1],
    ['a', 2],
  ]);
  expect(table.statements[1]!.cells[0]).toEqual(NO_RUNS);
  expect(table.statements[1]!.cells[1]!.worst).toMatchObject({ cell: 1, repetition: 2, slack: 0.3 });
});
