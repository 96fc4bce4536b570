import { writeValue } from './field-values';
import { COMPARED_FIELDS, type ComparedField } from './fields';
import {
  isRange,
  type Comparison,
  type Filter,
  type FilterRange,
  type FilterValue,
  type Term,
  type TextTerm,
} from './filter';

/** A filter as text that reads back as the same filter. */
export function printFilter(filter: Filter): string {
  return filter
    .map((term, i) => (i > 0 && isBareIn(term) ? `${APART} ${printTerm(term)}` : printTerm(term)))
    .join(' ');
}

/** Asks for nothing; between the name of a field and the word "in" it keeps that from being an operator. */
const APART = '""';

function isBareIn(term: Term): boolean {
  return (
    term.kind === 'text' &&
    term.within === null &&
    !term.exact &&
    !term.negated &&
    term.text.toLowerCase() === 'in'
  );
}

export function printTerm(term: Term): string {
  const sign = term.negated ? '-' : '';
  switch (term.kind) {
    case 'text':
      return `${sign}${textOf(term)}`;
    case 'flag':
      return `${sign}${term.flag}`;
    case 'comparison':
      return `${sign}${comparisonOf(term)}`;
  }
}

function textOf({ within, text, exact }: TextTerm): string {
  const words = exact ? quote(text) : text;
  return within === null ? words : `${within}:${words}`;
}

function comparisonOf({ field: name, test }: Comparison): string {
  const field = COMPARED_FIELDS.get(name)!;
  if (test.operator !== 'in') return `${name} ${test.operator} ${valueOf(field, test.value)}`;
  const values = test.values.map((value) => valueOf(field, value)).join(',');
  if (field.kind === 'word') return `${name}:${values}`;
  return `${name} ${test.values.length === 1 && !isRange(test.values[0]!) ? '=' : 'in'} ${values}`;
}

function valueOf(field: ComparedField, value: FilterValue | FilterRange): string {
  if (isRange(value)) return `${writeValue(field, value.from)}..${writeValue(field, value.to)}`;
  const text = writeValue(field, value);
  return field.kind === 'word' && !/^[^\s,"]+$/.test(text) ? quote(text) : text;
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
