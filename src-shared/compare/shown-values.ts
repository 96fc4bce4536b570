import { formatSetting } from '../figures/format-number';
import type { AtRate, FieldValue, Plain } from './spec-values';

/** A value as it is shown beside those of the other sides. */
export interface ShownValue {
  /** Null where the side has no such field. */
  readonly text: string | null;
  /** Of a list: what it has that some other side lacks, and the other way round. */
  readonly added: readonly string[];
  readonly missing: readonly string[];
}

/** Lists longer than this are shown by their ends. */
const MOST_LISTED = 6;

/** The values of one field, a side each. */
export function shownValues(values: readonly (FieldValue | null)[]): ShownValue[] {
  const sets = values.flatMap((value) => (value?.kind === 'set' ? [new Set(value.values)] : []));
  const all = new Set(sets.flatMap((own) => [...own]));
  // Of lists that have nothing in common, each is a whole difference.
  const related = sets.some((own, i) =>
    sets.slice(0, i).some((other) => [...own].some((entry) => other.has(entry))),
  );
  const reordered = sets.length > 1 && sets.every(({ size }) => size === all.size);
  return values.map((value) => {
    if (value === null) return { text: null, added: [], missing: [] };
    if (value.kind !== 'set') return { text: said(value), added: [], missing: [] };
    if (reordered)
      return { text: `in the order ${value.values.map(word).join(', ')}`, added: [], missing: [] };
    if (!related) return { text: said(value), added: [], missing: [] };
    const own = new Set(value.values);
    return {
      text: said(value),
      added: sorted([...own].filter((entry) => sets.some((other) => !other.has(entry)))).map(word),
      missing: sorted([...all].filter((entry) => !own.has(entry))).map(word),
    };
  });
}

function said(value: FieldValue): string {
  switch (value.kind) {
    case 'plain':
      return word(value.value);
    case 'set':
      return range(sorted(value.values).map(word));
    case 'sequence':
      return range(value.values.map(word));
    case 'atRate':
      return schedule(value.values);
  }
}

/** A list in a line: a long one by its ends. */
export function range(words: readonly string[]): string {
  return words.length <= MOST_LISTED
    ? words.join(', ')
    : `${words[0]!} … ${words.at(-1)!} (${words.length} values)`;
}

/** "1000", or where rates differ "4000 (η = 0.005, 0.02), 2000 (η = 0.1)". */
function schedule(values: AtRate): string {
  const ratesOf = new Map<number, number[]>();
  for (const [rate, value] of values) ratesOf.set(value, [...(ratesOf.get(value) ?? []), rate]);
  if (ratesOf.size === 1) return String([...ratesOf.keys()][0]);
  return [...ratesOf].map(([value, rates]) => `${value} (η = ${range(rates.map(word))})`).join(', ');
}

function sorted(values: readonly (number | string)[]): (number | string)[] {
  return [...values].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  );
}

function word(value: Plain): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  // Counts and seeds in full; chosen numbers as short as they were.
  return Number.isInteger(value) ? String(value) : formatSetting(value);
}
