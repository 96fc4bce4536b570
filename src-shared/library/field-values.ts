import { dateSpan } from './dates';
import { UNITS, type ComparedField } from './fields';
import type { FilterValue } from './filter';
import { nearestWord } from './nearest-word';

export type ReadValue =
  | { readonly ok: true; readonly value: FilterValue }
  /** `message` goes on from the field's name. */
  | { readonly ok: false; readonly message: string };

/** Reads one value of a field, its unit included. */
export function readValue({ kind, words }: ComparedField, text: string): ReadValue {
  switch (kind) {
    case 'word':
      return readWord(text, words);
    case 'date':
      if (dateSpan(text) !== null) return { ok: true, value: text };
      return refusal(
        `is compared with a day, month or year, such as 2026-01-31 or 2026-01, not with "${text}"`,
      );
    case 'number': {
      const value = numberOf(text);
      return value === null ? refusal(`is compared with a number, not with "${text}"`) : { ok: true, value };
    }
    case 'share':
      return readShare(text);
    case 'bytes':
      return readWithUnit(text, UNITS.bytes, 'a size, such as 100MB or 1.5GB');
    case 'duration':
      return readWithUnit(text, UNITS.duration, 'a time, such as 30s, 10min or 2h');
  }
}

function refusal(message: string): ReadValue {
  return { ok: false, message };
}

/** Decimal digits with or without exponent; nothing else that `Number` would take. */
function numberOf(text: string): number | null {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  // No −0, which JSON and SQL would not keep.
  return Number.isFinite(value) ? value + 0 : null;
}

function readWord(text: string, words: readonly string[] | undefined): ReadValue {
  if (words === undefined) return { ok: true, value: text };
  const known = words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (known !== undefined) return { ok: true, value: known };
  const nearest = nearestWord(text, words);
  const meant = nearest === null ? '' : `; do you mean ${nearest}?`;
  return refusal(`is one of ${words.join(', ')}, not "${text}"${meant}`);
}

function readShare(text: string): ReadValue {
  const percent = text.endsWith('%');
  const number = numberOf(percent ? text.slice(0, -1) : text);
  if (number === null) return refusal(`is compared with a share, such as 10% or 0.1, not with "${text}"`);
  const value = percent ? number / 100 : number;
  if (value >= 0 && value <= 1) return { ok: true, value };
  const hint = percent ? '' : `; write ${text}% for per cent`;
  return refusal(`is a share from 0% to 100%, not "${text}"${hint}`);
}

function readWithUnit(text: string, units: ReadonlyMap<string, number>, what: string): ReadValue {
  const [, digits = '', unit = ''] = /^(.*?)([a-z]*)$/i.exec(text)!;
  const factor =
    unit === '' ? 1 : [...units].find(([name]) => name.toLowerCase() === unit.toLowerCase())?.[1];
  const number = numberOf(digits);
  if (factor === undefined || number === null || number < 0)
    return refusal(`is compared with ${what} (${[...units.keys()].join(', ')}), not with "${text}"`);
  return { ok: true, value: number * factor };
}

/** Whether a word right after a number is the number's unit. */
export function isUnitOf({ kind }: ComparedField, word: string): boolean {
  if (kind === 'share') return word === '%';
  if (kind !== 'bytes' && kind !== 'duration') return false;
  return [...UNITS[kind].keys()].some((unit) => unit.toLowerCase() === word.toLowerCase());
}

/** A value as a filter has it: the shortest text that reads back as the same value. */
export function writeValue({ kind }: ComparedField, value: FilterValue): string {
  if (typeof value === 'string') return value;
  if (kind === 'share') return shortest(value, new Map([['%', 0.01]]), (number) => number / 100);
  if (kind === 'bytes' || kind === 'duration') return shortest(value, UNITS[kind]);
  return String(value);
}

/** Digits of a number in a unit that are worth the unit. */
const FEW_DIGITS = 6;

function shortest(
  value: number,
  units: ReadonlyMap<string, number>,
  read?: (number: number) => number,
): string {
  for (const [unit, factor] of units) {
    const number = Number((value / factor).toPrecision(FEW_DIGITS));
    const back = read === undefined ? number * factor : read(number);
    if (number >= 1 && back === value) return `${number}${unit}`;
  }
  return String(value);
}
