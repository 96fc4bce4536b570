import { itemise, clusters, type Item } from '@shared/drawing/words/itemise';
import type { FigureText } from '@shared/figures/figure-data';
import { SYMBOLS, TEXT_SIGNS, ACCENTS } from './signs';

/** Something between two breaks of a line of words; scripts are math that clings to what stands before it. */
interface Token {
  readonly kind: 'text' | 'number' | 'operator' | 'space' | 'math';
  readonly tex: string;
  /** Of an operator that only formulas have. */
  readonly symbol?: boolean;
}

/** Words of a figure as LaTeX: "Depth L" → "Depth $L$", "S_{min} = 3×10⁻⁵" → "$S_{\min} = 3\times 10^{-5}$". */
export function latex(text: FigureText): string {
  let words = '';
  let run: Token[] = [];
  const close = (): void => {
    words += runAsLatex(run);
    run = [];
  };
  for (const token of tokens(itemise(text))) {
    if (token.kind === 'text') {
      close();
      words += token.tex;
    } else run.push(token);
  }
  close();
  return words;
}

/** Numbers, signs and symbols in a row: one formula if there is a symbol in it, or a sign that text lacks. */
function runAsLatex(run: readonly Token[]): string {
  const first = run.findIndex(({ kind }) => kind !== 'space');
  const last = run.findLastIndex(({ kind }) => kind !== 'space');
  if (first < 0) return run.length > 0 ? ' ' : '';
  const inner = run.slice(first, last + 1);
  const isFormula = inner.some(({ kind, symbol }) => kind === 'math' || symbol);
  const body = joined(
    inner.map(({ kind, tex, symbol }, i) => {
      if (!isFormula) return kind === 'operator' ? asText(tex) : tex;
      const [before, after] = [inner[i - 1]?.kind, inner[i + 1]?.kind];
      // TeX sets the spaces about operators; a space between two symbols is meant, and so is none about an operator.
      if (kind === 'space') return before === 'operator' || after === 'operator' ? ' ' : '\\ ';
      return symbol && before !== undefined && before !== 'space' && after !== 'space' ? `{${tex}}` : tex;
    }),
  );
  return `${first > 0 ? ' ' : ''}${isFormula ? `$${body}$` : body}${last < run.length - 1 ? ' ' : ''}`;
}

function tokens(items: readonly Item[]): Token[] {
  const result: Token[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const { level, text, slant } = items[i]!;
    if (level === 'base') {
      result.push(...(slant === 'italic' ? [math(inMath(text, slant))] : uprightTokens(text)));
      continue;
    }
    let script = inMath(text, slant);
    while (items[i + 1]?.level === level) {
      i += 1;
      script = joined([script, inMath(items[i]!.text, items[i]!.slant)]);
    }
    result.push(math(`${level === 'sub' ? '_' : '^'}{${script.trim()}}`));
  }
  return result;
}

const UPRIGHT = /\d+(?:\.\d+)?|[=<>+/]|\s+|\P{M}\p{M}*|\p{M}+/gu;

function uprightTokens(text: string): Token[] {
  return (text.match(UPRIGHT) ?? []).map((part): Token => {
    if (/^\d/.test(part)) return { kind: 'number', tex: part };
    if (/^\s/.test(part)) return { kind: 'space', tex: ' ' };
    if (/^[=<>+/]$/.test(part)) return { kind: 'operator', tex: part };
    const symbol = symbolOf(part);
    if (symbol === null) return { kind: 'text', tex: asText(part) };
    return symbol.operator ? { kind: 'operator', tex: symbol.tex, symbol: true } : math(symbol.tex);
  });
}

function math(tex: string): Token {
  return { kind: 'math', tex };
}

/** What is already in a formula: runs of upright letters are names. */
function inMath(text: string, slant: Item['slant']): string {
  const parts = text.match(/[A-Za-z]+|\s+|\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return joined(
    parts.map((part) => {
      if (/^(?:min|max|log|exp)$/.test(part)) return `\\${part}`;
      if (/^[A-Za-z]+$/.test(part)) return slant === 'italic' ? part : `\\mathrm{${part}}`;
      if (/^\s/.test(part)) return '\\ ';
      const symbol = symbolOf(part);
      if (symbol) return symbol.tex;
      return /^[\d=<>+/.,:;()|[\]!*'-]$/.test(part) ? part : `\\mbox{${asText(part)}}`;
    }),
  );
}

/** A command's name ends where no letter follows. */
function joined(parts: readonly string[]): string {
  return parts.reduce(
    (tex, part) => tex + (/\\[A-Za-z]+$/.test(tex) && /^[A-Za-z]/.test(part) ? ' ' : '') + part,
    '',
  );
}

/** A letter or sign of mathematics, with the marks on it. */
function symbolOf(cluster: string): { readonly tex: string; readonly operator: boolean } | null {
  const [sign, ...marks] = cluster;
  const known = SYMBOLS[sign!];
  const bare = known?.tex ?? (marks.length > 0 && /^[A-Za-z]$/.test(sign!) ? sign! : null);
  if (bare === null) return null;
  // Accents on words' letters stay letters.
  if (known === undefined && cluster.normalize('NFC').length === 1) return null;
  const tex = marks.reduce((inner, mark) => (ACCENTS[mark] ? `${ACCENTS[mark]}{${inner}}` : inner), bare);
  return { tex, operator: known?.operator === true };
}

/** Words outside formulas. What pdfLaTeX has no letter for becomes a question mark. */
function asText(text: string): string {
  return clusters(text.normalize('NFC'))
    .map((cluster) => {
      const sign = TEXT_SIGNS[cluster];
      if (sign !== undefined) return sign;
      const symbol = symbolOf(cluster);
      if (symbol) return `$${symbol.tex.trim()}$`;
      return /^[\u0020-\u007e\u00a1-\u017f]$/.test(cluster) ? cluster : '?';
    })
    .join('');
}
