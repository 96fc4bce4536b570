import type { ExperimentSpec } from '@shared/experiment/spec';
import { SPEC_FIELD_NAMES, specFieldValues } from '@shared/experiment/spec-fields';

/** The rows of `spec_field` of an experiment. */
export function specFieldRows(spec: ExperimentSpec): (readonly [field: string, value: number | string])[] {
  const values = specFieldValues(spec);
  return SPEC_FIELD_NAMES.flatMap((field) => values[field].map((value) => [field, value] as const));
}
