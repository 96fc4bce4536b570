/**
 * A filter of the library, taken apart: all of its terms have to hold. `parse-filter.ts` reads one, `print-filter.ts`
 * writes it.
 */
export type Filter = readonly Term[];

export type Term = TextTerm | FlagTerm | Comparison;

interface Negatable {
  /** Whether what is looked for is what does not answer to the rest of the term. */
  readonly negated: boolean;
}

/** Words in a row, without case and accents. */
export interface TextTerm extends Negatable {
  readonly kind: 'text';
  /** Where they stand; null for anywhere in name, notes or tags. */
  readonly within: TextField | null;
  readonly text: string;
  /** Whether the words are whole; else the last of them is the beginning of one. */
  readonly exact: boolean;
}

export const TEXT_FIELDS = ['name', 'notes'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export interface FlagTerm extends Negatable {
  readonly kind: 'flag';
  readonly flag: Flag;
}

export const FLAGS = ['starred', 'annotated'] as const;
export type Flag = (typeof FLAGS)[number];

/**
 * A field beside values. Of a field that has several values itself (learning rates of a grid, tags), one of them has to
 * answer; where the term is negated, none may. What an experiment lacks (a mean over no runs) answers to nothing.
 */
export interface Comparison extends Negatable {
  readonly kind: 'comparison';
  /** A name in COMPARED_FIELDS. */
  readonly field: string;
  readonly test: Test;
}

export type Test =
  | { readonly operator: Order; readonly value: FilterValue }
  /** One of these values, or in one of these ranges. */
  | { readonly operator: 'in'; readonly values: readonly (FilterValue | FilterRange)[] };

export const ORDERS = ['<', '<=', '>', '>='] as const;
export type Order = (typeof ORDERS)[number];

/** A number in the unit of its field (share of 1, bytes, seconds), a word, or a date as it was written. */
export type FilterValue = number | string;

/** Both ends belong to it. */
export interface FilterRange {
  readonly from: FilterValue;
  readonly to: FilterValue;
}

export function isRange(value: FilterValue | FilterRange): value is FilterRange {
  return typeof value === 'object';
}
