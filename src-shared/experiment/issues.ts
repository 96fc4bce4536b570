import type { z } from 'zod';
import type { Problem } from '../contract/errors';

const LONGEST_SHOWN = 60;

/** A value as a message quotes it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.startsWith('.') ? text.slice(1) : text || 'the spec';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    input,
  );
}

const TYPE_NAMES: Record<string, string> = {
  int: 'an integer',
  number: 'a finite number',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object in braces',
};

/** What is allowed where an issue arose, as the end of a sentence "it must …". */
function requirement(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type': {
      const hint = typeof value === 'string' && /^[+-]?\d*,\d+$/.test(value) ? ', with a decimal point' : '';
      return `be ${TYPE_NAMES[issue.expected] ?? issue.expected}${hint}`;
    }
    case 'too_small': {
      if (issue.origin === 'array')
        return `have at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}`;
      if (issue.origin === 'string') return 'not be empty';
      return issue.inclusive === false ? `be more than ${issue.minimum}` : `be at least ${issue.minimum}`;
    }
    case 'too_big': {
      if (issue.origin === 'array') return `have at most ${issue.maximum} entries`;
      if (issue.origin === 'string') return `have at most ${issue.maximum} characters`;
      return `be at most ${issue.maximum}`;
    }
    case 'invalid_value':
      return `be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    default:
      return issue.message.replace(/^must /, '');
  }
}

/** One or more sentences for an issue of the schema: the field, its value, what is allowed. */
export function describeIssue(issue: z.core.$ZodIssue, input: unknown): Problem[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path, message: `${path} has an unknown field "${key}"` }));
  }
  if (issue.code === 'invalid_union') {
    const value = shown(valueAt(input, issue.path));
    const discriminator = 'discriminator' in issue ? issue.discriminator : undefined;
    if (typeof discriminator === 'string') {
      const options =
        'options' in issue && Array.isArray(issue.options)
          ? issue.options.map((option) => JSON.stringify(option))
          : [];
      const field = pathText([...issue.path.filter((part) => part !== discriminator), discriminator]);
      const given = shown(
        valueAt(input, [...issue.path.filter((part) => part !== discriminator), discriminator]),
      );
      const allowed = options.length > 0 ? `must be one of ${options.join(', ')}` : 'is not a known one';
      return [{ path: field, message: `${field} is ${given}; it ${allowed}` }];
    }
    const deepest = issue.errors.flat().find((inner) => inner.path.length > 0);
    if (deepest) return describeIssue({ ...deepest, path: [...issue.path, ...deepest.path] }, input);
    const given = valueAt(input, issue.path);
    const choices = issue.errors.flat().map((inner) => requirement(inner, given));
    return [{ path, message: `${path} is ${value}; it must ${[...new Set(choices)].join(', or ')}` }];
  }
  const value = valueAt(input, issue.path);
  return [{ path, message: `${path} is ${shown(value)}; it must ${requirement(issue, value)}` }];
}
