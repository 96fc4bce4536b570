/**
 * A filter of the library, taken apart: what each of its terms asks of an experiment. All of them have to hold.
 * `parse-filter.ts` reads one, `print-filter.ts` writes it.
 */
export type Filter = readonly Term[];

export type Term = TextTerm | FlagTerm | Comparison;

interface Negatable {
  /** Whether the experiment is looked for that does not answer to the rest. */
  readonly negated: boolean;
}

/** Words somewhere in name, notes or tags. */
export interface TextTerm extends Negatable {
  readonly kind: 'text';
  readonly text: string;
  /** Whether these words stand there as they are; else the last of them is the beginning of one. */
  readonly exact: boolean;
}

export interface FlagTerm extends Negatable {
  readonly kind: 'flag';
  readonly flag: Flag;
}

export const FLAGS = ['starred', 'annotated'] as const;
export type Flag = (typeof FLAGS)[number];

/**
 * A field beside a value. Of a field with several values (learning rates, tags), one value has to answer to it; where it
 * is negated, none may.
 */
export interface Comparison extends Negatable {
  readonly kind: 'comparison';
  /** A name of FILTER_FIELDS. */
  readonly field: string;
  readonly test: Test;
}

export type Test =
  | { readonly operator: Order; readonly value: FilterValue }
  /** One of these values, or inside one of these ranges. */
  | { readonly operator: 'in'; readonly values: readonly (FilterValue | FilterRange)[] };

export const ORDERS = ['<', '<=', '>', '>='] as const;
export type Order = (typeof ORDERS)[number];

/** A number in the unit of its field (share, bytes, seconds), a word, or a date as it was written. */
export type FilterValue = number | string;

/** Both ends belong to it. */
export interface FilterRange {
  readonly from: FilterValue;
  readonly to: FilterValue;
}
