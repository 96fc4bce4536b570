import type { Statement } from './statement';
import type { TheorySetting } from './theory-setting';

/** By id of a statement that has a number: that number for every setting, null where an assumption fails. */
export type StatementValues = Readonly<Record<string, readonly (number | null)[]>>;

export function statementValues(
  statements: readonly Statement[],
  settings: readonly TheorySetting[],
): StatementValues {
  const numbered = statements.flatMap(({ id, value }) => (value === undefined ? [] : [{ id, value }]));
  return Object.fromEntries(numbered.map(({ id, value }) => [id, settings.map((setting) => value(setting))]));
}
