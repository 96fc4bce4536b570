import type { Connection } from '../connection';

/** One step of the archive's layout. A step that was released never changes; the next one follows it. */
export interface Migration {
  /** The layout (`user_version`) that it leads to: a multiple of ten, in ascending order. */
  readonly layout: number;
  /** Runs inside the transaction that also sets the layout. */
  readonly apply: (database: Connection) => void;
}
