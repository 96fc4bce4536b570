import type { LibraryRow } from '@shared/contract/library';
import type { Filter, Term } from '@shared/library/filter';

/** Whether an experiment answers to a filter, said plainly: the oracle of the archive's SQL. */
export function answersTo(filter: Filter, row: LibraryRow, notes: string): boolean {
  return filter.every((term) => holds(term, row, notes) !== term.negated);
}

function holds(term: Term, row: LibraryRow, notes: string): boolean {
  if (term.kind !== 'text') throw new Error(`not yet: ${term.kind}`);
  return [row.name, notes, row.tags.join(' ')].some((text) => hasWords(text, term.text, term.exact));
}

/** Words in a row, without case and accents; the last one may be the beginning of a word. */
function hasWords(text: string, wanted: string, exact: boolean): boolean {
  const words = wordsOf(text);
  const sought = wordsOf(wanted);
  return words.some((_, start) =>
    sought.every((word, i) => {
      const there = words[start + i];
      return (
        there !== undefined && (i === sought.length - 1 && !exact ? there.startsWith(word) : there === word)
      );
    }),
  );
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}\p{Co}]+/u).filter((word) => word !== '');
}
