import type { Problem } from '../contract/errors';
import { isUnitOf, readValue } from './field-values';
import { COMPARED_FIELDS, type ComparedField } from './fields';
import {
  FLAGS,
  TEXT_FIELDS,
  type Filter,
  type FilterRange,
  type FilterValue,
  type Order,
  type Term,
  type TextField,
} from './filter';
import { nearestWord } from './nearest-word';
import { TextCursor } from './text-cursor';

/** A piece of a filter's text and what it is there. */
export interface FilterPart {
  readonly role: 'text' | 'flag' | 'field' | 'operator' | 'value' | 'separator';
  readonly from: number;
  /** Behind its last letter. */
  readonly to: number;
  /** Of an operator or a value: the field that it is for, as FIELD_NAMES has it; null where there is none. */
  readonly field: string | null;
}

export interface FilterProblem extends Problem {
  readonly from: number;
  readonly to: number;
}

export interface ParsedFilter {
  /** What could be read. */
  readonly filter: Filter;
  readonly problems: readonly FilterProblem[];
  readonly parts: readonly FilterPart[];
}

/** Of a filter; more than any person writes, fewer than SQLite takes. */
export const MOST_TERMS = 100;
export const MOST_VALUES = 100;

/** Every name that may stand before an operator. */
export const FIELD_NAMES: readonly string[] = [...COMPARED_FIELDS.keys(), ...TEXT_FIELDS];

/** As written → as meant. Longer ones first: "<=" is no "<". */
const OPERATORS: readonly (readonly [string, Order | '=' | '!='])[] = [
  ['<=', '<='],
  ['>=', '>='],
  ['!=', '!='],
  ['==', '='],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['<', '<'],
  ['>', '>'],
  ['=', '='],
  [':', '='],
];

/**
 * Reads a filter as a person writes it:
 *
 *     paper "flat minima" learningRate < 0.05 depth in 5,8..10 diverged > 10% tag:figure starred -status:failed
 *
 * Terms stand side by side and have all to hold; "-" before one turns it round. A word is looked for as the beginning
 * of one, words in quotes as they are ("" between them is a quote). `:` and `=` take a list, as `in` does, and a..b is a
 * range. Names of fields, units and listed words may be in any case.
 */
export function parseFilter(text: string): ParsedFilter {
  return new FilterParser(text).parse();
}

class FilterParser {
  readonly #terms: Term[] = [];
  readonly #problems: FilterProblem[] = [];
  readonly #parts: FilterPart[] = [];
  readonly #cursor: TextCursor;

  constructor(text: string) {
    this.#cursor = new TextCursor(text);
  }

  parse(): ParsedFilter {
    this.#cursor.skipBlanks();
    while (!this.#cursor.atEnd) {
      this.#term();
      this.#cursor.skipBlanks();
    }
    if (this.#terms.length > MOST_TERMS)
      this.#complain(
        0,
        this.#cursor.at,
        `A filter has at most ${MOST_TERMS} terms, this one ${this.#terms.length}`,
      );
    return { filter: this.#terms, problems: this.#problems, parts: this.#parts };
  }

  #term(): void {
    const negated = this.#negation();
    const from = this.#cursor.at;
    if (this.#cursor.next === '"') {
      const words = this.#quoted();
      this.#part('text', from);
      this.#words({ within: null, text: words, exact: true, negated });
      return;
    }
    const word = this.#cursor.take(/(?:(?!!=)[^\s"<>=:≤≥≠])*/y);
    const to = this.#cursor.at;
    const operator = this.#operator(word);
    if (operator !== null) {
      this.#compared(word, { from, to, negated }, operator);
      return;
    }
    const flag = FLAGS.find((known) => known === word.toLowerCase());
    if (flag !== undefined) {
      this.#part('flag', from);
      this.#terms.push({ kind: 'flag', flag, negated });
      return;
    }
    this.#part('text', from);
    this.#words({ within: null, text: word, exact: false, negated });
  }

  /** A field and an operator were read: their values follow. */
  #compared(
    word: string,
    { from, to, negated }: { from: number; to: number; negated: boolean },
    { operator, at }: { operator: Order | '=' | '!=' | 'in'; at: readonly [number, number] },
  ): void {
    const name = FIELD_NAMES.find((known) => known.toLowerCase() === word.toLowerCase()) ?? null;
    this.#parts.push({ role: 'field', from, to, field: name });
    this.#parts.push({ role: 'operator', from: at[0], to: at[1], field: name });
    const turned = operator === '!=' ? !negated : negated;
    const field = name === null ? undefined : COMPARED_FIELDS.get(name);
    if (name !== null && field === undefined) {
      this.#within(name as TextField, operator, turned, from);
      return;
    }
    const values = this.#values(name, field);
    if (field === undefined || name === null) {
      this.#complain(from, to, unknownField(word));
      return;
    }
    // What is wrong with the values was said.
    if (values === null) return;
    if (operator === '=' || operator === '!=' || operator === 'in') {
      this.#terms.push({
        kind: 'comparison',
        field: name,
        test: { operator: 'in', values },
        negated: turned,
      });
      return;
    }
    const [value] = values;
    if (field.kind === 'word') {
      this.#complain(from, this.#cursor.at, `${name} is a word: write ${name}:… instead of ${operator}`);
    } else if (values.length > 1 || value === undefined || typeof value === 'object') {
      this.#complain(
        from,
        this.#cursor.at,
        `${name} ${operator} takes one value; lists and ranges go with "in"`,
      );
    } else {
      this.#terms.push({ kind: 'comparison', field: name, test: { operator, value }, negated: turned });
    }
  }

  /** Words inside one text: name:paper, notes:"flat minima". */
  #within(within: TextField, operator: string, negated: boolean, from: number): void {
    this.#cursor.skipBlanks();
    const start = this.#cursor.at;
    const exact = this.#cursor.next === '"';
    const words = exact ? this.#quoted() : this.#cursor.take(/[^\s"]*/y);
    this.#part('value', start, within);
    if (operator !== '=' && operator !== '!=')
      this.#complain(from, this.#cursor.at, `${within} is searched for words: write ${within}:…`);
    else if (words === '') this.#complain(from, this.#cursor.at, `${within}: needs a word after it`);
    else this.#words({ within, text: words, exact, negated });
  }

  #words(term: Omit<Extract<Term, { kind: 'text' }>, 'kind'>): void {
    // Nothing can be looked for by punctuation alone.
    if (/[\p{L}\p{N}\p{Co}]/u.test(term.text)) this.#terms.push({ kind: 'text', ...term });
  }

  /** The values that follow, separated by commas; null where one of them is wrong. */
  #values(name: string | null, field: ComparedField | undefined): (FilterValue | FilterRange)[] | null {
    const values: (FilterValue | FilterRange)[] = [];
    let sound = true;
    for (;;) {
      this.#cursor.skipBlanks();
      const from = this.#cursor.at;
      const quoted = this.#cursor.next === '"';
      let word = quoted ? this.#quoted() : this.#cursor.take(/[^\s,"]*/y);
      if (field !== undefined && !quoted) word += this.#unit(field);
      if (this.#cursor.at > from) this.#part('value', from, name);
      if (word === '' && !quoted) {
        if (field !== undefined) this.#complain(from, from, `${name!} needs a value here`);
        sound = false;
      } else if (field !== undefined) {
        const value = this.#value(name!, field, word, from);
        if (value === null) sound = false;
        else values.push(value);
      }
      this.#cursor.skipBlanks();
      if (this.#cursor.next !== ',') break;
      this.#cursor.at += 1;
      this.#part('separator', this.#cursor.at - 1, name);
    }
    if (values.length > MOST_VALUES) {
      this.#complain(0, this.#cursor.at, `${name!} takes at most ${MOST_VALUES} values`);
      return null;
    }
    return sound ? values : null;
  }

  #value(name: string, field: ComparedField, word: string, from: number): FilterValue | FilterRange | null {
    const ends = field.kind === 'word' ? [word] : word.split('..');
    const read = ends.map((end) => readValue(field, end));
    const refused = read.find((value) => !value.ok);
    if (refused !== undefined) {
      this.#complain(from, this.#cursor.at, `${name} ${refused.message}`);
      return null;
    }
    const [first, last, more] = read.map((value) => (value.ok ? value.value : 0));
    if (last === undefined) return first!;
    if (more === undefined && first! <= last) return { from: first!, to: last };
    this.#complain(
      from,
      this.#cursor.at,
      `${name}: "${word}" is no range; write the lesser end first, as in 5..10`,
    );
    return null;
  }

  /** A unit that stands apart from its number: 10 %, 100 MB. */
  #unit(field: ComparedField): string {
    const before = this.#cursor.at;
    this.#cursor.skipBlanks();
    const word = this.#cursor.take(/[^\s,"]*/y);
    if (isUnitOf(field, word)) return word;
    this.#cursor.at = before;
    return '';
  }

  #operator(word: string): { operator: Order | '=' | '!=' | 'in'; at: readonly [number, number] } | null {
    const before = this.#cursor.at;
    this.#cursor.skipBlanks();
    const from = this.#cursor.at;
    const symbol = OPERATORS.find(([written]) => this.#cursor.text.startsWith(written, from));
    if (symbol !== undefined) {
      this.#cursor.at += symbol[0].length;
      return { operator: symbol[1], at: [from, this.#cursor.at] };
    }
    const isField = FIELD_NAMES.some((known) => known.toLowerCase() === word.toLowerCase());
    if (isField && from > before && this.#cursor.take(/in(?=\s)/iy) !== '')
      return { operator: 'in', at: [from, this.#cursor.at] };
    this.#cursor.at = before;
    return null;
  }

  #negation(): boolean {
    return this.#cursor.take(/-(?=\S)/y) !== '';
  }

  /** What is between quotes, from the quote on that is next. */
  #quoted(): string {
    const from = this.#cursor.at;
    const { words, closed } = this.#cursor.takeQuoted();
    if (!closed) this.#complain(from, this.#cursor.at, 'The quotes are not closed');
    return words;
  }

  #part(role: FilterPart['role'], from: number, field: string | null = null): void {
    this.#parts.push({ role, from, to: this.#cursor.at, field });
  }

  #complain(from: number, to: number, message: string): void {
    const path = this.#cursor.text.slice(from, to);
    this.#problems.push({ path, message: message.endsWith('?') ? message : `${message}.`, from, to });
  }
}

function unknownField(word: string): string {
  const inQuotes = 'words to look for that hold such signs go into quotes';
  if (word === '') return `An operator needs a field before it; ${inQuotes}`;
  const flag = FLAGS.find((known) => known === word.toLowerCase());
  if (flag !== undefined) return `${flag} stands alone: write ${flag} or -${flag}`;
  const nearest = nearestWord(word, FIELD_NAMES);
  return `There is no field "${word}"; ${nearest === null ? inQuotes : `do you mean ${nearest}?`}`;
}
