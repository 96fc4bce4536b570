import type { BoundsRow } from './bounds-table';
import type { DataFacts } from './data-facts';

/** What theory says of an experiment and its data. */
export interface TheoryFacts {
  readonly data: DataFacts;
  /** A row a depth, in the order of the spec. */
  readonly bounds: readonly BoundsRow[];
}
