import { expect, test } from 'vitest';
import { asTsv, sorted, type Column } from '../../src-renderer/components/table/column';
import { select, type Selection, type SelectionKind } from '../../src-renderer/components/table/selection';
import { matchRank } from '../../src-renderer/composables/match-rank';

interface Row {
  readonly name: string;
  readonly size: number | null;
}
const ROWS: readonly Row[] = [
  { name: 'run 10', size: 3 },
  { name: 'run 9', size: null },
  { name: 'run\t2', size: 1 },
];
const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'Name', width: '1fr', value: ({ name }) => name },
  { key: 'size', title: 'Size', width: '80px', value: ({ size }) => size },
];

test('numbers inside names sort as numbers', () => {
  const names = sorted(ROWS, COLUMNS, { key: 'name', descending: false }).map(({ name }) => name);
  expect(names).toStrictEqual(['run\t2', 'run 9', 'run 10']);
});

test('rows without a value come last either way', () => {
  const sizes = (descending: boolean) =>
    sorted(ROWS, COLUMNS, { key: 'size', descending }).map(({ size }) => size);
  expect(sizes(false)).toStrictEqual([1, 3, null]);
  expect(sizes(true)).toStrictEqual([3, 1, null]);
});

test('a table is copied with its header, a dash where there is nothing, and no tab inside a cell', () => {
  expect(asTsv(ROWS, COLUMNS)).toBe('Name\tSize\nrun 10\t3\nrun 9\t–\nrun 2\t1');
});

test('every word that was typed must occur, and starts of words rank first', () => {
  expect(matchRank('figure 2', 'Figure 2: residual')).not.toBeNull();
  expect(matchRank('figure 9', 'Figure 2: residual')).toBeNull();
  expect(matchRank('res', 'residual')).toBeLessThan(matchRank('res', 'interest')!);
});

const KEYS = ['a', 'b', 'c', 'd'];
const chosenAfter = (...steps: readonly (readonly [string, SelectionKind])[]): string[] => {
  const start: Selection = { chosen: new Set(), anchor: null };
  const end = steps.reduce((before, [key, kind]) => select(before, key, kind, KEYS), start);
  return [...end.chosen].sort();
};

test('a range goes from the last row that was pressed without Shift, either way', () => {
  expect(chosenAfter(['b', 'only'], ['d', 'range'])).toStrictEqual(['b', 'c', 'd']);
  expect(chosenAfter(['b', 'only'], ['d', 'range'], ['a', 'range'])).toStrictEqual(['a', 'b']);
  expect(chosenAfter(['a', 'only'], ['c', 'toggle'], ['d', 'range'])).toStrictEqual(['c', 'd']);
});

test('a range from a row that is not shown any more begins at its end', () => {
  expect(chosenAfter(['x', 'only'], ['c', 'range'])).toStrictEqual(['c']);
});

test('toggling adds a row and takes it away', () => {
  expect(chosenAfter(['a', 'only'], ['c', 'toggle'])).toStrictEqual(['a', 'c']);
  expect(chosenAfter(['a', 'only'], ['c', 'toggle'], ['a', 'toggle'])).toStrictEqual(['c']);
});
