import { exp, log } from '../numerics/elementary';
import type { AxisTick, FigureAxis, FigureText } from './figure-data';
import { formatSetting, formatTick } from './format-number';

/** Free space at both ends of an axis whose values are data, as a fraction of its length. */
const PADDING = 0.02;
const MOST_TICKS = 7;
/** Logarithmic axes of fewer decades have ticks at 1, 2 and 5. */
const FEW_DECADES = 2.5;

/** An axis from the least to the greatest of these values, with a little free space; a plain one where there is none. */
export function linearAxis(title: FigureText, values: Iterable<number>): FigureAxis {
  const known = extent(values);
  if (known === null) return { title, scale: 'linear', domain: [0, 1], ticks: [] };
  let [low, high] = known;
  const padding = high > low ? PADDING * (high - low) : Math.abs(high) || 1;
  low -= padding;
  high += padding;
  return { title, scale: 'linear', domain: [low, high], ticks: linearTicks(low, high) };
}

/** An axis with given ends. */
export function fixedAxis(title: FigureText, low: number, high: number): FigureAxis {
  return { title, scale: 'linear', domain: [low, high], ticks: linearTicks(low, high) };
}

/** An axis from the least to the greatest end of these, which have one scale. */
export function unitedAxis(title: FigureText, axes: readonly FigureAxis[]): FigureAxis {
  const { scale } = axes[0]!;
  const low = Math.min(...axes.map(({ domain }) => domain[0]));
  const high = Math.max(...axes.map(({ domain }) => domain[1]));
  return {
    title,
    scale,
    domain: [low, high],
    ticks: scale === 'log' ? logTicks(low, high) : linearTicks(low, high),
  };
}

/** A logarithmic axis over the positive ones of these values; `round` moves its ends out to a tick. */
export function logAxis(title: FigureText, values: Iterable<number>, round: boolean): FigureAxis {
  const known = extent(positive(values));
  if (known === null) return { title, scale: 'log', domain: [1, 10], ticks: [] };
  const [least, greatest] = known;
  let low = least;
  let high = greatest;
  if (round) {
    const few = decades(low, high) < FEW_DECADES;
    low = largestAtMost(low, few);
    high = smallestAtLeast(high, few);
    if (low === high) high = nextTick(high);
  } else {
    const ratio = high > low ? exp(PADDING * (log(high) - log(low))) : 2;
    low /= ratio;
    high *= ratio;
  }
  return { title, scale: 'log', domain: [low, high], ticks: logTicks(low, high) };
}

/** How many powers of ten lie between two positive numbers. */
function decades(low: number, high: number): number {
  return (log(high) - log(low)) / Math.LN10;
}

/** The power of ten at or below a positive number: the exponent of its decimal notation. */
export function decadeOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** Correctly rounded, as a decimal literal is. */
export function tenTo(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** Ends that are multiples of the step but for rounding have their tick. */
const ROUNDING = 1e-9;

const MANTISSAS = [1, 2, 5] as const;

function linearTicks(low: number, high: number): AxisTick[] {
  const rough = (high - low) / MOST_TICKS;
  const decade = decadeOf(rough);
  const mantissa = [...MANTISSAS, 10].find((candidate) => candidate * tenTo(decade) >= rough) ?? 10;
  const step = times(mantissa, decade);
  const ticks: AxisTick[] = [];
  // Whole multiples, so that 0 and 0.3 are exactly that.
  const last = Math.floor(high / step + ROUNDING);
  for (let k = Math.ceil(low / step - ROUNDING); k <= last; k += 1) {
    const value = Number((k * step).toPrecision(12));
    ticks.push({ value, label: formatSetting(value).replace(/^-/, '−') });
  }
  return ticks;
}

/** @param most powers of ten among them. */
export function logTicks(low: number, high: number, most = MOST_TICKS + 1): AxisTick[] {
  const first = decadeOf(low);
  const last = decadeOf(high);
  const mantissas = decades(low, high) < FEW_DECADES ? MANTISSAS : ([1] as const);
  const every = [1, 2, 3, 5, 10, 20, 50, 100].find((step) => (last - first) / step < most) ?? 200;
  const ticks: AxisTick[] = [];
  for (let decade = first; decade <= last; decade += 1) {
    if (decade % every !== 0) continue;
    for (const mantissa of mantissas) {
      const value = times(mantissa, decade);
      if (value >= low && value <= high) ticks.push({ value, label: formatTick(mantissa, decade) });
    }
  }
  // From 21 to 24 there is none of these, and one alone tells no scale; so short a stretch is nearly linear.
  return ticks.length < 2 && high > low ? linearTicks(low, high) : ticks;
}

function largestAtMost(value: number, fine: boolean): number {
  const decade = decadeOf(value);
  const fitting = MANTISSAS.filter((mantissa) => times(mantissa, decade) <= value);
  return times(fine ? fitting.at(-1)! : 1, decade);
}

function smallestAtLeast(value: number, fine: boolean): number {
  const decade = decadeOf(value);
  if (tenTo(decade) === value) return value;
  const fitting = fine ? MANTISSAS.find((mantissa) => times(mantissa, decade) >= value) : undefined;
  return fitting === undefined ? tenTo(decade + 1) : times(fitting, decade);
}

function nextTick(value: number): number {
  return smallestAtLeast(value * 1.5, true);
}

function times(mantissa: number, decade: number): number {
  return Number(`${mantissa}e${decade}`);
}

function* positive(values: Iterable<number>): Generator<number> {
  for (const value of values) if (value > 0) yield value;
}

function extent(values: Iterable<number>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}
