import { z } from 'zod';
import type { ParameterDescription } from '../network/initialisations/initialisation';

/** The numbers that fields describe, each in its range. */
export function fieldsSchema<K extends string>(
  fields: Readonly<Record<K, ParameterDescription>>,
): Record<K, z.ZodNumber> {
  const entries = Object.entries<ParameterDescription>(fields).map(([name, { min, max, open, integer }]) => {
    const range = open ? z.number().gt(min).max(max) : z.number().min(min).max(max);
    return [name, integer ? range.int() : range] as const;
  });
  return Object.fromEntries(entries) as Record<K, z.ZodNumber>;
}
