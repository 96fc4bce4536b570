import fc from 'fast-check';
import { COMPARED_FIELDS, type ComparedField } from '@shared/library/fields';
import {
  FLAGS,
  ORDERS,
  TEXT_FIELDS,
  type Filter,
  type FilterRange,
  type FilterValue,
  type Term,
} from '@shared/library/filter';

/** What a test draws values of a field from, where any would do but few would match. */
export type Values = (name: string, field: ComparedField) => fc.Arbitrary<FilterValue>;

const digits = (length: number, most: number) =>
  fc.integer({ min: 1, max: most }).map((number) => String(number).padStart(length, '0'));
const dates = fc.oneof(
  fc.constantFrom('2025', '2026', '2026-02', '2026-02-28', '2024-02-29', '2026-02-28T23:59'),
  fc.tuple(fc.integer({ min: 1000, max: 2999 }), digits(2, 12), digits(2, 28)).map((date) => date.join('-')),
);

export const anyValues: Values = (_, { kind, words }) => {
  switch (kind) {
    case 'word':
      return words === undefined ? fc.string({ unit: 'binary' }) : fc.constantFrom(...words);
    case 'date':
      return dates;
    case 'share':
      return fc.oneof(
        fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
        fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share + 0),
      );
    case 'bytes':
    case 'duration':
      return fc.oneof(
        fc.nat(),
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((amount) => amount + 0),
      );
    case 'number':
      return fc.oneof(
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      );
  }
};

const comparison = (values: Values): fc.Arbitrary<Term> =>
  fc.constantFrom(...COMPARED_FIELDS).chain(([name, field]) => {
    const value = values(name, field);
    const range = fc
      .tuple(value, value)
      .map(([a, b]): FilterRange => (a <= b ? { from: a, to: b } : { from: b, to: a }));
    const listed =
      field.kind === 'word' ? value : fc.oneof<fc.Arbitrary<FilterValue | FilterRange>[]>(value, range);
    const among = fc.record({
      operator: fc.constant('in' as const),
      values: fc.array(listed, { minLength: 1, maxLength: 4 }),
    });
    const order = fc.record({ operator: fc.constantFrom(...ORDERS), value });
    return fc.record({
      kind: fc.constant('comparison' as const),
      field: fc.constant(name),
      test: field.kind === 'word' ? among : fc.oneof(among, order),
      negated: fc.boolean(),
    });
  });

const text = (words: fc.Arbitrary<string>): fc.Arbitrary<Term> =>
  fc.record({
    kind: fc.constant('text' as const),
    within: fc.constantFrom(null, ...TEXT_FIELDS),
    text: words,
    exact: fc.boolean(),
    negated: fc.boolean(),
  });

const flags: fc.Arbitrary<Term> = fc.record({
  kind: fc.constant('flag' as const),
  flag: fc.constantFrom(...FLAGS),
  negated: fc.boolean(),
});

/** Filters of all kinds. Words are to be such that they need no quotes. */
export function filters(
  words: fc.Arbitrary<string>,
  values: Values = anyValues,
  maxLength = 6,
): fc.Arbitrary<Filter> {
  return fc.array(fc.oneof(text(words), flags, comparison(values)), { maxLength });
}
