import type { Problem } from '../contract/errors';
import type { Filter } from './filter';

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a filter as a person writes it. */
export function parseFilter(text: string): ParsedFilter {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return {
    ok: true,
    filter: words.map((word) => ({ kind: 'text', text: word, exact: false, negated: false })),
  };
}
