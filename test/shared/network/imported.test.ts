import { describe, expect, it } from 'vitest';
import { importTable } from '@shared/network/data/imported';

const LIMITS = { samples: 4, features: 2 };
const take = (rows: string[][], standardise = false): ReturnType<typeof importTable> =>
  importTable(rows, { target: 'y', standardise }, LIMITS);

describe('an imported table', () => {
  it('splits features from the target, wherever it stands', () => {
    const outcome = take([
      ['a', ' y ', 'b'],
      ['1', '2', ' 3e-1 '],
      ['-4', '.5', '+6.'],
    ]);
    expect(outcome).toEqual({
      ok: true,
      features: ['a', 'b'],
      data: {
        test: null,
        train: {
          samples: 2,
          features: 2,
          inputs: Float64Array.of(1, 0.3, -4, 6),
          targets: Float64Array.of(2, 0.5),
        },
      },
    });
  });

  it('standardises to mean 0 and variance 1 (divisor n); a constant feature becomes 0', () => {
    const outcome = take(
      [
        ['a', 'b', 'y'],
        ['1', '0.1', '5'],
        ['2', '0.1', '6'],
        ['6', '0.1', '10'],
      ],
      true,
    );
    if (!outcome.ok) throw new Error(outcome.message);
    const { inputs, targets } = outcome.data.train;
    const first = [inputs[0]!, inputs[2]!, inputs[4]!];
    // Mean 3, deviations -2, -1, 3, variance 14/3.
    [-2, -1, 3].forEach((deviation, i) => expect(first[i]).toBeCloseTo(deviation / Math.sqrt(14 / 3), 14));
    expect([1, 3, 5].map((i) => Math.abs(inputs[i]!))).toEqual([0, 0, 0]);
    expect(targets.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 14);
  });

  it.each([
    ['ragged', [['a', 'y'], ['1', '2'], ['3']], 'Row 3 has 1 cells; the header has 2'],
    [
      'a decimal comma',
      [
        ['a', 'y'],
        ['0,25', '1'],
        ['3', '4'],
      ],
      'Row 2, column 1 ("a") is "0,25"; numbers need a decimal point',
    ],
    [
      'empty cell',
      [
        ['a', 'y'],
        ['1', ''],
        ['3', '4'],
      ],
      'Row 2, column 2 ("y") is empty',
    ],
    [
      'text',
      [
        ['a', 'y'],
        ['one', '2'],
        ['3', '4'],
      ],
      'Row 2, column 1 ("a") is "one", which is not a number',
    ],
    [
      'hexadecimal',
      [
        ['a', 'y'],
        ['0x10', '2'],
        ['3', '4'],
      ],
      'which is not a number',
    ],
    [
      'infinite',
      [
        ['a', 'y'],
        ['1', '2'],
        ['-Infinity', '4'],
      ],
      'Row 3, column 1 ("a") is "-Infinity"; infinite',
    ],
    [
      'too large for a double',
      [
        ['a', 'y'],
        ['1', '2'],
        ['1e400', '4'],
      ],
      'Row 3, column 1 ("a") is "1e400"; infinite',
    ],
    [
      'constant target',
      [
        ['a', 'y'],
        ['1', '2'],
        ['3', '2'],
      ],
      'The target column "y" is constant (2)',
    ],
    [
      'no target',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      'There is no column "y"; the columns are "a", "b"',
    ],
    [
      'repeated name',
      [
        ['a', 'a', 'y'],
        ['1', '2', '3'],
      ],
      'the column name "a" stands there twice',
    ],
    ['header only', [['a', 'y']], 'The file has no data'],
    ['nothing', [], 'The file has no data'],
    ['target alone', [['y'], ['1'], ['2']], 'at least one column beside the target'],
    [
      'too many rows',
      [['a', 'y'], ...Array.from({ length: 5 }, (_, i) => ['1', String(i)])],
      '5 rows; at most 4',
    ],
    [
      'too many columns',
      [
        ['a', 'b', 'c', 'y'],
        ['1', '2', '3', '4'],
      ],
      '3 feature columns; at most 2',
    ],
  ])('%s is refused with its place', (_, rows, sentence) => {
    const outcome = take(rows);
    expect(outcome.ok ? '' : outcome.message).toContain(sentence);
  });
});
