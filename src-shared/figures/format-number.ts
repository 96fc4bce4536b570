import { log10 } from '../numerics/elementary';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Outside 10⁻³ … 10⁶ numbers are written with a power of ten. */
const SMALLEST_PLAIN = 1e-3;
const LARGEST_PLAIN = 1e6;

/** How powers of ten are written: 1.3×10⁻⁵, or 1.3e-5 as programs read it. */
export const POWERS = ['superscript', 'e'] as const;
export type Powers = (typeof POWERS)[number];

/** A number with so many significant digits: 0.1070, −18.66, 1.3×10⁻⁵; an en dash where there is none. */
export function formatNumber(
  value: number | null | undefined,
  digits = 4,
  powers: Powers = 'superscript',
): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  return value < 0 ? `−${magnitude(-value, digits, powers)}` : magnitude(value, digits, powers);
}

function magnitude(value: number, digits: number, powers: Powers): string {
  if (value === Infinity) return '∞';
  // Rounded first: 0.99999 has its digits before the point.
  const size = Number(value.toPrecision(digits));
  if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
    const before = Math.floor(log10(size)) + 1;
    return value.toFixed(Math.max(0, digits - before));
  }
  return withPower(value.toExponential(digits - 1), powers);
}

/** @param written as JavaScript writes it: 1.3e-5. */
function withPower(written: string, powers: Powers): string {
  const [mantissa, exponent] = written.split('e');
  return powers === 'e'
    ? `${mantissa!}e${Number(exponent)}`
    : `${mantissa!}×10${superscript(Number(exponent))}`;
}

/** A value with its standard error, both to the error's second digit: "0.423 ± 0.012"; the value alone without one. */
export function formatWithError(value: number, error: number | null): string {
  if (error === null || !(error > 0)) return formatNumber(value);
  const decade = Number(error.toExponential(1).split('e')[1]);
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, 1 - decade));
  return `${value.toFixed(decimals).replace('-', '−')} ± ${error.toFixed(decimals)}`;
}

const MOST_DECIMALS = 12;

function superscript(integer: number): string {
  return String(integer).replace(/./g, (c) => (c === '-' ? '⁻' : SUPERSCRIPTS[Number(c)]!));
}

/** Decades whose ticks on a logarithmic axis are written out: 0.01 … 100. */
const WRITTEN_OUT = { smallest: -2, largest: 2 };

/** The tick mantissa · 10^decade of a logarithmic axis: 10⁻⁵, 2×10⁴, 0.5. */
export function formatTick(mantissa: number, decade: number): string {
  if (decade >= WRITTEN_OUT.smallest && decade <= WRITTEN_OUT.largest)
    return String(Number(`${mantissa}e${decade}`));
  const power = `10${superscript(decade)}`;
  return mantissa === 1 ? power : `${mantissa}×${power}`;
}

/** A number that someone chose (a rate, a scale): as short as it was, with at most seven significant digits. */
export function formatSetting(value: number): string {
  return formatSettingAs(value, 'superscript');
}

/** The same with powers of ten as they are wanted. */
export function formatSettingAs(value: number, powers: Powers): string {
  const rounded = Number(value.toPrecision(SETTING_DIGITS));
  if (rounded === 0 || Math.abs(rounded) >= SMALLEST_PLAIN) return String(rounded);
  return withPower(rounded.toExponential(), powers);
}

/** float32 values carry about seven digits. */
const SETTING_DIGITS = 7;

/** Settings of at most this many characters are never shortened. */
const SHORT_SETTING = 5;

/** Settings side by side: long ones with the fewest digits, at least two, that still tell all of them apart. */
export function settingLabels(values: readonly number[], powers: Powers = 'superscript'): string[] {
  const whole = values.map((value) => formatSettingAs(value, powers));
  for (let digits = 2; digits < SETTING_DIGITS; digits += 1) {
    const labels = values.map((value, i) =>
      whole[i]!.length <= SHORT_SETTING
        ? whole[i]!
        : formatSettingAs(Number(value.toPrecision(digits)), powers),
    );
    if (new Set(labels).size === values.length) return labels;
  }
  return whole;
}
