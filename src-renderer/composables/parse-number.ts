const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads 0.02, 2e-2, 1_000, 2×10⁻² and 2*10^-2; null where a text is none of these. */
export function parseNumber(text: string): number | null {
  const plain = text
    .trim()
    .replaceAll('−', '-')
    .replace(/(?<=\d)[_ \u202f\u2009](?=\d)/g, '')
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/, (power) =>
      power.replace(/./g, (c) => (c === '⁻' ? '-' : String(SUPERSCRIPTS.indexOf(c)))),
    )
    .replace(/\s*[×*·]\s*10\^?(?=[+-]?\d+$)/, 'e')
    .replace(/^10\^/, '1e');
  if (!DECIMAL.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** A number as someone would type it: 0.0001 and 1e-5, never 0.000010000000000000001. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && size < 1e-4 ? value.toExponential() : String(value);
}

/** The next number up or down by a step that suits its size: 1 for integers, else one in the second digit. */
export function stepped(value: number, direction: 1 | -1, integer: boolean): number {
  if (integer) return Math.round(value) + direction;
  const step = value === 0 ? 0.1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  return Number((value + direction * step).toPrecision(10));
}
