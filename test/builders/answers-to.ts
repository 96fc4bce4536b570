import type { LibraryRow } from '@shared/contract/library';
import type { SpecField } from '@shared/experiment/spec-fields';
import { dateSpan } from '@shared/library/dates';
import { COMPARED_FIELDS } from '@shared/library/fields';
import { isRange, type Comparison, type Filter, type FilterValue, type Term } from '@shared/library/filter';
import type { MeasureName, Outcome } from '@shared/training/run-result';

/** Whether an experiment answers to a filter, said plainly: the oracle of the archive's SQL. */
export function answersTo(filter: Filter, row: LibraryRow, notes: string): boolean {
  return filter.every((term) => holds(term, row, notes) !== term.negated);
}

function holds(term: Term, row: LibraryRow, notes: string): boolean {
  switch (term.kind) {
    case 'flag':
      return term.flag === 'starred' ? row.starred : row.hasNotes;
    case 'text': {
      const texts = { name: row.name, notes, tags: row.tags.join(' ') };
      const searched = term.within === null ? Object.values(texts) : [texts[term.within]];
      return searched.some((text) => hasWords(text, term.text, term.exact));
    }
    case 'comparison':
      return valuesOf(row, term.field).some((value) => passes(value, term));
  }
}

/** One value of a field against a test. */
function passes(value: FilterValue, { field, test }: Comparison): boolean {
  const { kind } = COMPARED_FIELDS.get(field)!;
  const startOf = (bound: FilterValue): FilterValue =>
    kind === 'date' ? dateSpan(bound as string)!.start : bound;
  /** Whether the value is beyond everything that the bound stands for. */
  const isAfter = (bound: FilterValue): boolean =>
    kind === 'date' ? value >= dateSpan(bound as string)!.end : value > bound;
  if (test.operator === 'in')
    return test.values.some((each) => {
      const { from, to } = isRange(each) ? each : { from: each, to: each };
      return value >= startOf(from) && !isAfter(to);
    });
  switch (test.operator) {
    case '<':
      return value < startOf(test.value);
    case '<=':
      return !isAfter(test.value);
    case '>':
      return isAfter(test.value);
    case '>=':
      return value >= startOf(test.value);
  }
}

/** The values of a field; none where the experiment lacks it. */
export function valuesOf(row: LibraryRow, field: string): readonly FilterValue[] {
  const one = (value: FilterValue | null | undefined): FilterValue[] =>
    value === null || value === undefined ? [] : [value];
  const share = (count: number, of: number): FilterValue[] => (of === 0 ? [] : [count / of]);
  const { finished, failed, total } = row.counts;
  switch (field) {
    case 'name':
      return [row.name];
    case 'runs':
      return [total];
    case 'cells':
      return [row.cells];
    case 'status':
      return [row.status];
    case 'tag':
      return row.tags;
    case 'created':
      return [row.createdAt];
    case 'started':
      return one(row.startedAt);
    case 'finished':
      return one(row.finishedAt);
    case 'size':
      return [row.contentBytes];
    case 'cost':
      return [row.kernelSeconds];
    case 'starred':
      return [Number(row.starred)];
    case 'failed':
      return share(failed, finished + failed);
    default:
      if (field in row.outcomes) return share(row.outcomes[field as Outcome], finished);
      if (field in row.fields) return row.fields[field as SpecField];
      return one(row.measures[field as MeasureName]?.mean);
  }
}

/** Words in a row, without case and accents; the last one may be the beginning of a word. */
function hasWords(text: string, wanted: string, exact: boolean): boolean {
  const words = wordsOf(text);
  const sought = wordsOf(wanted);
  return words.some((_, start) =>
    sought.every((word, i) => {
      const there = words[start + i];
      const mayGoOn = i === sought.length - 1 && !exact;
      return there !== undefined && (mayGoOn ? there.startsWith(word) : there === word);
    }),
  );
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}\p{Co}]+/u).filter((word) => word !== '');
}
