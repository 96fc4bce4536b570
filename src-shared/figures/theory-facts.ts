import type { BoundsRow } from './bounds-table';
import type { StatementValues } from '../theory/statement-values';
import type { DataFacts } from './data-facts';

/** What theory says of an experiment and its data. */
export interface TheoryFacts {
  readonly data: DataFacts;
  /** A row a depth, in the order of the spec. */
  readonly bounds: readonly BoundsRow[];
  /** The numbers of all statements that have one, a number a depth in the same order. */
  readonly values: StatementValues;
}
