import type { ExperimentSpec } from '../experiment/spec';
import { parameterFields, SPEC_COMPARISON_FIELDS } from './spec-comparison-fields';
import { shownValues, type ShownValue } from './shown-values';
import type { AtRate, FieldValue, SpecField } from './spec-values';

/** A field in which specs differ. */
export interface SpecDifference {
  /** Where it stands in a spec. */
  readonly path: string;
  /** What it is, in words. */
  readonly title: string;
  /** A value a side. */
  readonly values: readonly ShownValue[];
}

/**
 * The fields in which specs differ, in the order of a spec; what all agree in is left out, as are names and file paths. A
 * field that only some of the specs have (that of another kind of data) is compared among those. Where two kinds differ, the
 * kind is the difference. Steps and repetitions are compared at the learning rates that specs share, so that another rate is
 * one difference and not three.
 */
export function specDifferences(specs: readonly ExperimentSpec[]): SpecDifference[] {
  const fields = [...SPEC_COMPARISON_FIELDS, ...parameterFields(specs)];
  return fields.flatMap((field) => {
    const values = specs.map(field.read);
    return differ(values) ? [difference(field, values)] : [];
  });
}

function difference({ path, title }: SpecField, values: readonly (FieldValue | null)[]): SpecDifference {
  return { path, title, values: shownValues(values) };
}

/** Whether any two that have the field differ in it. */
function differ(values: readonly (FieldValue | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  return known.some((value, i) => known.slice(0, i).some((other) => !equal(other, value)));
}

function equal(a: FieldValue, b: FieldValue): boolean {
  if (a.kind === 'atRate' && b.kind === 'atRate') return equalAtRates(a.values, b.values);
  // The order of a list is where its cells stand: specs that differ in it are two experiments.
  return JSON.stringify(a) === JSON.stringify(b);
}

function equalAtRates(a: AtRate, b: AtRate): boolean {
  const others = new Map(b);
  const shared = a.filter(([rate]) => others.has(rate));
  if (shared.length > 0) return shared.every(([rate, value]) => others.get(rate) === value);
  return JSON.stringify(distinct(a)) === JSON.stringify(distinct(b));
}

function distinct(values: AtRate): number[] {
  return [...new Set(values.map(([, value]) => value))].sort((x, y) => x - y);
}
