import { describe, expect, test } from 'vitest';
import type { Comparison, Filter, FilterRange, FilterValue, Order } from '@shared/library/filter';
import { MOST_TERMS, MOST_VALUES, parseFilter } from '@shared/library/parse-filter';

const text = (words: string, rest: object = {}) => ({
  kind: 'text',
  within: null,
  text: words,
  exact: false,
  negated: false,
  ...rest,
});
const flag = (name: string, negated = false) => ({ kind: 'flag', flag: name, negated });
const compare = (field: string, operator: Order, value: FilterValue): Comparison => ({
  kind: 'comparison',
  field,
  test: { operator, value },
  negated: false,
});
const among = (
  field: string,
  values: readonly (FilterValue | FilterRange)[],
  negated = false,
): Comparison => ({
  kind: 'comparison',
  field,
  test: { operator: 'in', values },
  negated,
});

function read(input: string): Filter {
  const { filter, problems } = parseFilter(input);
  expect(problems).toEqual([]);
  return filter;
}

test.each<[input: string, terms: readonly object[]]>([
  ['', []],
  ['   ', []],
  ['paper', [text('paper')]],
  ['flat minima', [text('flat'), text('minima')]],
  ['"flat minima"', [text('flat minima', { exact: true })]],
  ['"say ""no"""', [text('say "no"', { exact: true })]],
  ['-draft -"old one"', [text('draft', { negated: true }), text('old one', { exact: true, negated: true })]],
  ['figure-3a η', [text('figure-3a'), text('η')]],
  ['gd - baseline …', [text('gd'), text('baseline')]],
  ['starred', [flag('starred')]],
  ['Starred -annotated', [flag('starred'), flag('annotated', true)]],
  ['"starred"', [text('starred', { exact: true })]],
  ['name:paper', [text('paper', { within: 'name' })]],
  ['-notes:"see below"', [text('see below', { within: 'notes', exact: true, negated: true })]],
  ['learningRate < 0.05', [compare('learningRate', '<', 0.05)]],
  ['learningRate<.05', [compare('learningRate', '<', 0.05)]],
  ['LEARNINGRATE ≤5e-2', [compare('learningRate', '<=', 0.05)]],
  ['scale > -1', [compare('scale', '>', -1)]],
  ['noise >= -0', [compare('noise', '>=', 0)]],
  ['depth in 5,10', [among('depth', [5, 10])]],
  ['depth IN 5, 10 paper', [among('depth', [5, 10]), text('paper')]],
  ['depth = 5', [among('depth', [5])]],
  ['depth == 5', [among('depth', [5])]],
  ['depth:5,8..10', [among('depth', [5, { from: 8, to: 10 }])]],
  ['depth != 5', [among('depth', [5], true)]],
  ['-depth≠5', [among('depth', [5])]],
  ['diverged > 10%', [compare('diverged', '>', 0.1)]],
  ['diverged > 10 % paper', [compare('diverged', '>', 0.1), text('paper')]],
  ['diverged > 0.1', [compare('diverged', '>', 0.1)]],
  ['converged in 0%..50%', [among('converged', [{ from: 0, to: 0.5 }])]],
  ['size > 100MB', [compare('size', '>', 1e8)]],
  ['size > 1.5 gb', [compare('size', '>', 1.5e9)]],
  ['size < 4096', [compare('size', '<', 4096)]],
  ['cost >= 2h', [compare('cost', '>=', 7200)]],
  ['cost < 90 s', [compare('cost', '<', 90)]],
  ['created > 2026-01-01', [compare('created', '>', '2026-01-01')]],
  ['created>=2026-01-01T12:30', [compare('created', '>=', '2026-01-01T12:30')]],
  ['finished in 2025-11..2026', [among('finished', [{ from: '2025-11', to: '2026' }])]],
  ['tag:figure', [among('tag', ['figure'])]],
  ['tag:figure,"two words"', [among('tag', ['figure', 'two words'])]],
  ['-tag:old', [among('tag', ['old'], true)]],
  ['tag:a..b', [among('tag', ['a..b'])]],
  ['status:FINISHED,failed', [among('status', ['finished', 'failed'])]],
  ['initialisation:residual', [among('initialisation', ['residual'])]],
  ['network = fullyconnected', [among('network', ['fullyConnected'])]],
  ['finalSharpness < 20', [compare('finalSharpness', '<', 20)]],
  ['minima in residual', [text('minima'), text('in'), text('residual')]],
  ['depth', [text('depth')]],
])('%s', (input, terms) => {
  expect(read(input)).toEqual(terms);
});

test('all of it together, in its order', () => {
  const whole =
    'paper "flat minima" learningRate < 0.05 depth in 5,10 diverged > 10% tag:figure status:finished starred size > 100MB created > 2026-01-01 finalSharpness < 20 initialisation:residual -tag:old';
  expect(read(whole)).toEqual([
    text('paper'),
    text('flat minima', { exact: true }),
    compare('learningRate', '<', 0.05),
    among('depth', [5, 10]),
    compare('diverged', '>', 0.1),
    among('tag', ['figure']),
    among('status', ['finished']),
    flag('starred'),
    compare('size', '>', 1e8),
    compare('created', '>', '2026-01-01'),
    compare('finalSharpness', '<', 20),
    among('initialisation', ['residual']),
    among('tag', ['old'], true),
  ]);
});

describe('what is wrong is said with the word and what is allowed', () => {
  test.each([
    ['learningRte < 0.05', 'learningRte', 'do you mean learningRate?'],
    ['lerningRate:1', 'lerningRate', 'do you mean learningRate?'],
    ['http://x', 'http', 'quotes'],
    ['xyzzy = 3', 'xyzzy', 'quotes'],
    ['starred:yes', 'starred', 'write starred or -starred'],
    ['< 5', '', 'needs a field before it'],
    ['depth < five', 'five', 'a number, not with "five"'],
    ['depth < 0x10', '0x10', 'a number'],
    ['depth < 1e999', '1e999', 'a number'],
    ['depth <', '', 'depth needs a value here'],
    ['depth in 5,', '', 'depth needs a value here'],
    ['depth < 5,10', 'depth < 5,10', 'go with "in"'],
    ['depth < 5..10', 'depth < 5..10', 'go with "in"'],
    ['depth in 10..5', '10..5', 'the lesser end first'],
    ['depth in 1..2..3', '1..2..3', 'is no range'],
    ['diverged > 10', '10', 'write 10% for per cent'],
    ['diverged > 110%', '110%', 'from 0% to 100%'],
    ['diverged > many', 'many', 'such as 10% or 0.1'],
    ['size > 3 apples', '', 'nothing'],
    ['size > 3apples', '3apples', 'TB, GB, MB, kB, B'],
    ['size > -3MB', '-3MB', 'such as 100MB'],
    ['cost > soon', 'soon', 'd, h, min, s'],
    ['created > 2026-02-30', '2026-02-30', 'such as 2026-01-31'],
    ['created > yesterday', 'yesterday', 'such as 2026-01-31'],
    ['status:finishd', 'finishd', 'do you mean finished?'],
    ['network:ring', 'ring', 'one of fullyConnected, residual'],
    ['status < finished', 'status < finished', 'write status:…'],
    ['name < paper', 'name < paper', 'write name:…'],
    ['name:', 'name:', 'needs a word'],
    ['"never closed', '"never closed', 'not closed'],
    ['tag:"never closed', '"never closed', 'not closed'],
  ])('%s', (input, path, said) => {
    const { problems } = parseFilter(input);
    if (said === 'nothing') {
      // What follows a number and is no unit is a word of its own.
      expect(problems).toEqual([]);
      return;
    }
    expect(problems).toHaveLength(1);
    expect(problems[0]!.path).toBe(path);
    expect(problems[0]!.message).toContain(said);
    expect(input.slice(problems[0]!.from, problems[0]!.to)).toBe(path);
  });

  test('everything that is wrong, and what is right is read all the same', () => {
    const { filter, problems } = parseFilter('depth < x tag:figure sacle > 1 starred');
    expect(problems.map(({ path }) => path)).toEqual(['x', 'sacle']);
    expect(filter).toEqual([among('tag', ['figure']), flag('starred')]);
  });

  test('too much of it', () => {
    expect(parseFilter('a '.repeat(MOST_TERMS)).problems).toEqual([]);
    expect(parseFilter('a '.repeat(MOST_TERMS + 1)).problems).toHaveLength(1);
    expect(parseFilter(`depth in ${'1,'.repeat(MOST_VALUES)}1`).problems).toHaveLength(1);
  });
});

test('parts say where everything stands', () => {
  const input = 'paper -depth in 5, 10 starred tag:"a b"';
  const { parts } = parseFilter(input);
  expect(parts.map(({ role, from, to, field }) => [role, input.slice(from, to), field])).toEqual([
    ['text', 'paper', null],
    ['field', 'depth', 'depth'],
    ['operator', 'in', 'depth'],
    ['value', '5', 'depth'],
    ['separator', ',', 'depth'],
    ['value', '10', 'depth'],
    ['flag', 'starred', null],
    ['field', 'tag', 'tag'],
    ['operator', ':', 'tag'],
    ['value', '"a b"', 'tag'],
  ]);
});
