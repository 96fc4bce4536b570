import type { SpecFieldValues } from '../experiment/spec-fields';
import type { MeasureName } from '../training/run-result';
import type { Problem } from './errors';
import type { ExperimentRecord } from './records';

/** Where experiments lie: in sight, put away, or in the bin until they are purged. */
export const SHELVES = ['current', 'archived', 'bin'] as const;
export type Shelf = (typeof SHELVES)[number];

/** What the library can be sorted by, besides fields of specs and measures. */
export const LIBRARY_ORDERS = [
  'name',
  'status',
  'runs',
  'cells',
  'created',
  'started',
  'finished',
  'size',
  'cost',
  'starred',
  'converged',
  'cycling',
  'collapsed',
  'diverged',
  'stepLimit',
  'failed',
] as const;

export interface LibraryOrder {
  /** One of LIBRARY_ORDERS, a field of SPEC_FIELDS or a name of MEASURES (by its mean). */
  readonly by: string;
  readonly descending: boolean;
}

export interface LibraryQuery {
  readonly shelf: Shelf;
  /** Words and typed conditions, as a person writes them: `paper learningRate < 0.05 depth in 5,10 diverged > 10%`. */
  readonly text: string;
  /** Null: newest first. */
  readonly order: LibraryOrder | null;
  /** Measures whose spreads the rows bring along: a list of thousands is as heavy as what it carries. All unless told. */
  readonly measures?: readonly MeasureName[] | undefined;
  /** At most so many rows, the first in the order; all unless told. */
  readonly limit?: number | undefined;
}

/** What the library lists of an experiment: its record without the long texts, and what its spec and runs come to. */
export interface LibraryRow extends Omit<ExperimentRecord, 'spec' | 'notes'> {
  readonly fields: SpecFieldValues;
  readonly cells: number;
  readonly hasNotes: boolean;
  /** Of finished runs with a finite value, as far as the query asked for them. */
  readonly measures: Readonly<Partial<Record<MeasureName, MeasureSpread>>>;
}

/** How often a tag is used. */
export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** In bytes. */
export interface DiskUse {
  /** The archive's file. */
  readonly archive: number;
  /** Of it, what is free for new runs. */
  readonly freeInside: number;
  /** About what the experiments in the bin take. */
  readonly bin: number;
  /** Free on its disk. */
  readonly freeOnDisk: number;
}

export interface MeasureSpread {
  readonly count: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

export interface LibraryAnswer {
  /** What answers to the query, in its order, up to its limit; none where it has problems. */
  readonly rows: readonly LibraryRow[];
  /** Experiments that answer to the query, those beyond its limit too. */
  readonly found: number;
  /** Experiments on each shelf, whatever the query asks for. */
  readonly shelves: Readonly<Record<Shelf, number>>;
  /** What in the text is no condition; `path` is the word. */
  readonly problems: readonly Problem[];
}

/** What was put together in a window and is kept under a name. */
export const KEPT_KINDS = ['filter', 'comparison'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

export interface KeptItem {
  readonly kind: KeptKind;
  readonly name: string;
  /** JSON, for the window that kept it. */
  readonly content: string;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
}
