import type { Problem } from '@shared/contract/errors';

/**
 * A problem as it is said beside its field, where path and value are seen already: "Must be at least 1." for
 * "data.samples is 0; it must be at least 1". An entry of a list is told by its position.
 */
export function besideField({ path, message }: Problem, field: string): string {
  const rest = message.startsWith(`${path} `) ? message.slice(path.length + 1) : message;
  const entry = /^\[(\d+)\]/.exec(path.slice(field.length));
  if (entry) return sentence(`entry ${Number(entry[1]) + 1} ${rest}`);
  return sentence(rest.replace(/^is [^;]*; it (?=must )/, ''));
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  const end = /[.!?]$/.test(trimmed) ? '' : '.';
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + end;
}
