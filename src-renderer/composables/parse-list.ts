import { numberText, parseNumber } from './parse-number';

/** "0,25" by itself: a decimal comma rather than the two numbers 0 and 25. */
const DECIMAL_COMMA = /^[+-]?0,\d+$/;

/** Entries of a list as they are typed: numbers where they can be read, else the text itself. */
export function parseList(text: string): (number | string)[] {
  return text
    .split(/(?:[;\s]|,(?=\s))+(?![^(]*\))/)
    .flatMap((part) => (DECIMAL_COMMA.test(part) ? [part] : part.split(/,+(?![^(]*\))/)))
    .filter((part) => part !== '')
    .map((part) => parseNumber(part) ?? part);
}

export function listText(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'number' ? numberText(value) : String(value))).join(', ');
}

export type Spacing = 'linear' | 'logarithmic';

/** Numbers from `first` to `last`, both included, evenly spaced or evenly in their logarithm, to seven digits. */
export function spaced(spacing: Spacing, first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return first;
    if (i === count - 1) return last;
    const t = i / (count - 1);
    const value =
      spacing === 'linear'
        ? first + t * (last - first)
        : Math.exp((1 - t) * Math.log(first) + t * Math.log(last));
    return Number(value.toPrecision(7));
  });
}
