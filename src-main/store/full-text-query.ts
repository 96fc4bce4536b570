import type { TextTerm } from '@shared/library/filter';

/**
 * A term as FTS5 takes it: between quotes (doubled inside), where nothing is an operator. It is cut into words there as
 * the texts were, so that "figure-3a" is looked for as these words in a row.
 */
export function fullTextQuery({ text, exact }: Pick<TextTerm, 'text' | 'exact'>): string {
  return `"${text.replaceAll('"', '""')}"${exact ? '' : ' *'}`;
}
