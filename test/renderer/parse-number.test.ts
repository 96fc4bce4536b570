import { expect, test } from 'vitest';
import { numberText, parseNumber, stepped } from '../../src-renderer/composables/parse-number';
import { listText, parseList, spaced } from '../../src-renderer/composables/parse-list';

test.each([
  ['0.02', 0.02],
  [' 1e-3 ', 1e-3],
  ['.5', 0.5],
  ['−2', -2],
  ['40_000', 40000],
  ['1 000', 1000],
  ['1.3×10⁻⁵', 1.3e-5],
  ['2*10^4', 2e4],
  ['10^-2', 1e-2],
])('%s is read as %d', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test.each(['', 'abc', '1e', '0x10', 'Infinity', 'NaN', '1e999', '1,5', '--1'])(
  '"%s" is no number',
  (text) => {
    expect(parseNumber(text)).toBeNull();
  },
);

test('numbers are written as they would be typed, and read back the same', () => {
  for (const value of [0, 0.1 + 0.2, 1e-5, 0.0001, 123456, -2.5e-9])
    expect(parseNumber(numberText(value))).toBe(value);
  expect(numberText(1e-5)).toBe('1e-5');
});

test('steps suit the size of a number', () => {
  expect(stepped(20, 1, true)).toBe(21);
  expect(stepped(0.02, 1, false)).toBe(0.021);
  expect(stepped(0.3, -1, false)).toBe(0.29);
  expect(stepped(0, 1, false)).toBe(0.1);
});

test('lists are split at commas, semicolons and spaces; what is no number stays as it was typed', () => {
  expect(parseList('1, 2;3 4')).toStrictEqual([1, 2, 3, 4]);
  expect(parseList('1,2,3')).toStrictEqual([1, 2, 3]);
  expect(parseList('0,1,2')).toStrictEqual([0, 1, 2]);
  // A decimal comma is no separator, and no number either.
  expect(parseList('0,25; 0,5')).toStrictEqual(['0,25', '0,5']);
  expect(parseList('0.1, 0,25')).toStrictEqual([0.1, '0,25']);
  expect(parseList('0.1, x, ')).toStrictEqual([0.1, 'x']);
  expect(listText([0.1, 'x', 1e-7])).toBe('0.1, x, 1e-7');
});

test('generated lists hold both ends exactly', () => {
  expect(spaced('linear', 0.25, 0.6, 3)).toStrictEqual([0.25, 0.425, 0.6]);
  expect(spaced('logarithmic', 0.001, 1, 4)).toStrictEqual([0.001, 0.01, 0.1, 1]);
});
