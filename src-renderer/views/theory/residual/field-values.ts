import type { ParameterDescription } from '@shared/network/initialisations/initialisation';

export type Fields<K extends string> = Readonly<Record<K, ParameterDescription>>;
/** What is typed: a number, a text that is none, or undefined where a field is empty. */
export type Typed<K extends string> = Record<K, unknown>;

export function defaultsOf<K extends string>(fields: Fields<K>): Typed<K> {
  const entries = (Object.keys(fields) as K[]).map((name) => [name, fields[name].default] as const);
  return Object.fromEntries(entries) as Typed<K>;
}

/** The numbers, null where one of them is not allowed, and what is wrong with each. */
export function readFields<K extends string>(
  fields: Fields<K>,
  typed: Typed<K>,
): { readonly values: Record<K, number> | null; readonly errors: Record<K, string[]> } {
  const names = Object.keys(fields) as K[];
  const errors = Object.fromEntries(
    names.map((name) => [name, errorsOf(fields[name], typed[name])]),
  ) as Record<K, string[]>;
  const wrong = names.some((name) => errors[name].length > 0);
  return { values: wrong ? null : ({ ...typed } as Record<K, number>), errors };
}

function errorsOf(
  { min, max, open = false, integer = false }: ParameterDescription,
  value: unknown,
): string[] {
  const kind = integer ? 'an integer' : 'a number';
  const range = open ? `above ${min}, at most ${max}` : `from ${min} to ${max}`;
  const allowed = `It must be ${kind} ${range}.`;
  if (typeof value !== 'number' || !Number.isFinite(value)) return [allowed];
  if (integer && !Number.isSafeInteger(value)) return [allowed];
  return (open ? value > min : value >= min) && value <= max ? [] : [allowed];
}
