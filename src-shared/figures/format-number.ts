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
    return value.toFixed(Math.max(0, digits - before));
  }
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const power = exponent!.replace('+', '').replace(/./g, (c) => (c === '-' ? '⁻' : SUPERSCRIPTS[Number(c)]!));
  return `${mantissa!}×10${power}`;
}

/** A number that someone chose (a rate, a scale): as short as it was, with at most seven significant digits. */
export function formatSetting(value: number): string {
  const rounded = Number(value.toPrecision(SETTING_DIGITS));
  return rounded !== 0 && Math.abs(rounded) < SMALLEST_PLAIN ? formatNumber(value) : String(rounded);
}

/** float32 values carry about seven digits. */
const SETTING_DIGITS = 7;
