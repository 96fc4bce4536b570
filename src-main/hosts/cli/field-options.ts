import type { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import type { ParameterDescription } from '@shared/network/initialisations/initialisation';
import { number } from './arguments';

/** The flag of each field, without its dashes. */
export type FieldFlags<K extends string> = Readonly<Record<K, string>>;
export type Fields<K extends string> = Readonly<Record<K, ParameterDescription>>;

/** A numerical option a field, with its range and default in the help. */
export function withFields<K extends string>(
  command: Command,
  fields: Fields<K>,
  flags: FieldFlags<K>,
): Command {
  for (const name of Object.keys(fields) as K[]) {
    const field = fields[name];
    const description = `${field.meaning} (${allowed(field)})`;
    command.option(`--${flags[name]} <${field.symbol}>`, description, number, field.default);
  }
  return command;
}

/** The fields' values. Throws 'bad-arguments' with a sentence that names the flag, its value, and what is allowed. */
export function fieldValues<K extends string>(
  fields: Fields<K>,
  flags: FieldFlags<K>,
  options: Readonly<Record<string, unknown>>,
): Record<K, number> {
  const entries = (Object.keys(fields) as K[]).map((name) => {
    const field = fields[name];
    const value = options[flags[name]] as number;
    const { min, max, open = false, integer = false } = field;
    const inside = (open ? value > min : value >= min) && value <= max;
    if (!inside || (integer && !Number.isSafeInteger(value))) {
      throw new WorkbenchError(
        'bad-arguments',
        `--${flags[name]} is ${value}: it must be ${allowed(field)}.`,
      );
    }
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Record<K, number>;
}

function allowed({ min, max, open = false, integer = false }: ParameterDescription): string {
  const kind = integer ? 'an integer' : 'a number';
  return open ? `${kind} above ${min}, at most ${max}` : `${kind} from ${min} to ${max}`;
}
