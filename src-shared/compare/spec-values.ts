import type { ExperimentSpec } from '../experiment/spec';

/** What of a spec is compared: every field that can change a result, and how it is read. */

export type Plain = number | string | boolean;

/** A schedule's number at each learning rate, ascending. */
export type AtRate = readonly (readonly [learningRate: number, value: number])[];

/** The value of a field, by the way in which it is compared and shown. */
export type FieldValue =
  | { readonly kind: 'plain'; readonly value: Plain }
  /** Its order says nothing, or only where cells stand. */
  | { readonly kind: 'set'; readonly values: readonly (number | string)[] }
  /** Its order counts. */
  | { readonly kind: 'sequence'; readonly values: readonly number[] }
  /** Steps or repetitions, of which each learning rate has its own. */
  | { readonly kind: 'atRate'; readonly values: AtRate };

export interface SpecField {
  /** Where it stands in the spec: "data.samples", "grid.training[].steps". */
  readonly path: string;
  readonly title: string;
  /** Null where this spec has no such field, because what it belongs to is of another kind. */
  readonly read: (spec: ExperimentSpec) => FieldValue | null;
}

export function plain(value: Plain): FieldValue {
  return { kind: 'plain', value };
}

export function set(values: readonly (number | string)[]): FieldValue {
  return { kind: 'set', values };
}

export function sequence(values: readonly number[]): FieldValue {
  return { kind: 'sequence', values };
}

/** One value, or a list of numbers. */
export function plainOrSequence(value: Plain | readonly number[]): FieldValue {
  return typeof value === 'object' ? sequence(value) : plain(value);
}
