import { expect, test } from 'vitest';
import type { Condition, StatementVerdict } from '@shared/theory/verdict';
import { packVerdicts, unpackVerdicts } from '../../../src-main/core/verdict-content';
import { aVerdict } from '../../shared/figures/verdicts/builders';

const condition = (change: Partial<Condition> = {}): Condition => ({
  id: 'small',
  text: String.raw`$32 L \sqrt\varepsilon \le 1$`,
  holds: false,
  measured: 0.1 + 0.2,
  bound: 1,
  ...change,
});

function assuming(conditions: readonly Condition[], verdict = aVerdict(true, {})): StatementVerdict {
  return { ...verdict, hypothesis: { ...verdict.hypothesis, conditions } };
}

test('verdicts come back as they were: every number, null and infinity', () => {
  const verdicts = [
    assuming([condition(), condition({ holds: null, measured: null, bound: null })]),
    assuming([condition({ measured: 5e-324 }), condition({ measured: 0.30000000000000004 })]),
    aVerdict(null, {
      holds: null,
      measured: null,
      bound: null,
      slack: null,
      worst: null,
      relation: 'atLeast',
      vacuous: true,
    }),
    aVerdict(false, {
      measured: Infinity,
      slack: -Infinity,
      error: Number.MAX_VALUE,
      holds: false,
      firstViolation: { time: 1e-17, step: null, layer: 3 },
    }),
  ];
  expect(unpackVerdicts(packVerdicts(verdicts))).toStrictEqual(verdicts);
  expect(unpackVerdicts(packVerdicts([]))).toEqual([]);
});

test('NaN stays apart from null', () => {
  const [back] = unpackVerdicts(packVerdicts([assuming([condition({ measured: NaN })])]))!;
  expect(back!.hypothesis.conditions[0]!.measured).toBeNaN();
});

test('conditions that many statements share are there once', () => {
  const one = packVerdicts([assuming([condition()])]).length;
  const hundred = packVerdicts(Array.from({ length: 100 }, () => assuming([condition()]))).length;
  // Without the condition, its text and the statement's name: far less than a hundred times as much.
  expect(hundred).toBeLessThan(60 * one);
});

test.each([
  ['nothing', new Uint8Array()],
  ['noise', Uint8Array.of(0xc1, 7, 255)],
  ['half of it', packVerdicts([aVerdict(true, {})]).subarray(0, 20)],
  ['another form', Uint8Array.of(0x94, 2, 0x90, 0x90, 0x90)],
])('%s is no content', (_, bytes) => {
  expect(unpackVerdicts(bytes)).toBeNull();
});
