import { log10 } from '../numerics/elementary';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Outside 10⁻³ … 10⁶ numbers are written with a power of ten. */
const SMALLEST_PLAIN = 1e-3;
const LARGEST_PLAIN = 1e6;

/** A number with so many significant digits: 0.1070, 18.66, 1.3×10⁻⁵; an en dash where there is none. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
    const before = Math.floor(log10(size)) + 1;
    return value.toFixed(Math.max(0, Math.min(digits, digits - before)));
  }
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const power = exponent!.replace('+', '').replace(/./g, (c) => (c === '-' ? '⁻' : SUPERSCRIPTS[Number(c)]!));
  return `${mantissa!}×10${power}`;
}
