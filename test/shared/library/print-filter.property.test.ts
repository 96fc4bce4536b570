import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FLAGS } from '@shared/library/filter';
import { parseFilter } from '@shared/library/parse-filter';
import { printFilter } from '@shared/library/print-filter';
import { filters } from './filters';

/** Words that mean themselves without quotes. */
const words = fc
  .string({ minLength: 1 })
  .filter((word) => /^[\p{L}\p{N}][^\s"<>=:!]*$/u.test(word))
  .filter((word) => !(FLAGS as readonly string[]).includes(word.toLowerCase()));

test('what is printed reads back as it was', () => {
  fc.assert(
    fc.property(filters(words), (filter) => {
      const { filter: back, problems } = parseFilter(printFilter(filter));
      expect(problems).toEqual([]);
      expect(back).toEqual(filter);
    }),
    { numRuns: 2000 },
  );
});

test('a word "in" behind the name of a field stays a word', () => {
  const { filter } = parseFilter('depth #< depth in depth');
  expect(filter.map((term) => term.kind)).toEqual(['text', 'text', 'text']);
  expect(parseFilter(printFilter(filter))).toMatchObject({ filter, problems: [] });
});

test('whatever is typed is read without an exception, and prints as what was read', () => {
  const pieces = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'depth',
      ' in ',
      '<',
      '=',
      ':',
      '"',
      ',',
      '..',
      '-',
      '5',
      '10%',
      'tag',
      'starred',
      'name',
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(pieces), (typed) => {
      const { filter, parts, problems } = parseFilter(typed.join(''));
      for (const { from, to } of [...parts, ...problems]) expect(from).toBeLessThanOrEqual(to);
      expect(parseFilter(printFilter(filter)).filter).toEqual(filter);
    }),
    { numRuns: 2000 },
  );
});
