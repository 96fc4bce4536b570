import type { FigureText } from '../../figures/figure-data';
import { textParts, type TextPart } from './figure-text';

/** A stretch of text that is set in one way. */
export interface Item {
  readonly text: string;
  readonly slant: 'upright' | 'italic';
  readonly level: TextPart['level'];
}

/** Text as a journal sets it: symbols in italics, words and capital Greek upright, superscript digits raised. */
export function itemise(text: FigureText): Item[] {
  const parts = textParts(text);
  const items = parts.flatMap(({ text: part, level }, i) => {
    const scripted = { before: level !== 'base' || i > 0, after: level !== 'base' || i + 1 < parts.length };
    return slanted(withMinus(part), scripted).flatMap((item) => raised({ ...item, level }));
  });
  return joined(items);
}

/** A hyphen before a number is a minus. */
function withMinus(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])-(?=[\d.∞])/gu, '−');
}

/** Whether scripts stand directly before and after a part; in scripts themselves every letter is a symbol. */
interface Scripted {
  readonly before: boolean;
  readonly after: boolean;
}

type Slanted = Pick<Item, 'text' | 'slant'>;

const LETTERS = /(\p{L}[\p{L}\p{M}]*)/u;
const SCRIPT_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function slanted(text: string, scripted: Scripted): Slanted[] {
  const pieces = text.split(LETTERS);
  return pieces.flatMap((piece, i): Slanted[] => {
    if (i % 2 === 0) return [{ text: piece, slant: 'upright' }];
    const before = pieces[i - 1]!;
    const after = pieces[i + 1]!;
    const touched = {
      before: scripted.before && i === 1 && before === '',
      after: scripted.after && i === pieces.length - 2 && after === '',
    };
    const symbols = isSymbol(piece, before, after, touched) || isProduct(piece, before, touched);
    return clusters(piece).map((letter) => ({
      text: letter,
      slant: isSmallGreek(letter) || (symbols && isLatin(letter)) ? 'italic' : 'upright',
    }));
  });
}

/** Whether a run of letters is a single one that stands for a quantity. */
function isSymbol(run: string, before: string, after: string, touched: Scripted): boolean {
  if (clusters(run).length > 1) return false;
  if (touched.after || SCRIPT_DIGITS.includes(after.charAt(0) || ' ')) return true;
  // Wilson’s; e.g.; figure (b).
  if (/[’']$/.test(before) || before === '.' || after === '.') return false;
  if (before.endsWith('(') && after.startsWith(')') && run === run.toLowerCase()) return false;
  return !ARTICLES.has(run);
}

const ARTICLES = new Set(['a', 'A', 'I']);

/** Symbols written together, as in 2La and 8LΛ. */
function isProduct(run: string, before: string, touched: Scripted): boolean {
  return /^(?:[LSRadp]|\p{Script=Greek}){2,3}$/u.test(run) && (touched.before || /\d$/.test(before));
}

function isSmallGreek(letter: string): boolean {
  return /^[α-ωϕϵ]/u.test(letter);
}

function isLatin(letter: string): boolean {
  return /^\p{Script=Latin}/u.test(letter);
}

/** Characters with the marks that stand on them. */
export function clusters(text: string): string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
}

/** Superscript digits as raised ones, since fonts have few of the former. */
function raised(item: Item): Item[] {
  return item.text
    .split(/([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+)/u)
    .filter((part) => part !== '')
    .map((part): Item =>
      /^[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]/u.test(part)
        ? { text: Array.from(part, plainDigit).join(''), slant: 'upright', level: 'sup' }
        : { ...item, text: part },
    );
}

function plainDigit(character: string): string {
  if (character === '⁻') return '−';
  if (character === '⁺') return '+';
  return String(SCRIPT_DIGITS.indexOf(character));
}

function joined(items: readonly Item[]): Item[] {
  const result: Item[] = [];
  for (const item of items) {
    const last = result.at(-1);
    if (last?.slant === item.slant && last.level === item.level)
      result[result.length - 1] = { ...last, text: last.text + item.text };
    else result.push(item);
  }
  return result;
}
