import type { TextTerm } from '@shared/library/filter';

/**
 * A term as FTS5 takes it: between quotes (doubled inside), where nothing is an operator. It is cut into words there as
 * the texts were, so that figure-3a is looked for as these words in a row.
 */
export function fullTextQuery({ within, text, exact }: Omit<TextTerm, 'kind' | 'negated'>): string {
  const column = within === null ? '' : `${within} : `;
  // FTS5 takes a NUL for the end.
  const words = text.replaceAll('\0', ' ').replaceAll('"', '""');
  return `${column}"${words}"${exact ? '' : ' *'}`;
}
