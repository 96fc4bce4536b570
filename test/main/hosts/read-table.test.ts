import { expect, test } from 'vitest';
import { parseTable } from '../../../src-main/hosts/node/read-table';

test.each([
  ['commas', 'x,y\n1,2\n'],
  ['tabs', 'x\ty\n1\t2\n'],
  ['semicolons', 'x;y\r\n1;2\r\n'],
  ['commas in quotes', '"x","y"\n"1","2"\n'],
])('cells are separated by %s', (_, text) => {
  expect(parseTable('t', text)).toEqual([
    ['x', 'y'],
    ['1', '2'],
  ]);
});

test('a comma in the header separates, whatever its names hold', () => {
  expect(parseTable('t', 'a;b,y\n1,2\n')).toEqual([
    ['a;b', 'y'],
    ['1', '2'],
  ]);
});

test('decimal commas between semicolons stay in their cells', () => {
  expect(parseTable('t', 'x;y\n0,25;1\n')[1]).toEqual(['0,25', '1']);
});
