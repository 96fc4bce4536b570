import { decadeOf, tenTo } from '../../figures/axis';
import { log } from '../../numerics/elementary';
import type { AxisTick, FigureAxis } from '../../figures/figure-data';
import { holds } from './places';

/** Which ticks have a label: all, or the roundest ones that leave `gap` between them. */
export function labelledTicks(
  axis: FigureAxis,
  place: (value: number) => number,
  extent: (tick: AxisTick) => number,
  gap: number,
): AxisTick[] {
  const apart = (ticks: readonly AxisTick[]): boolean =>
    ticks.every((tick, i) => {
      const next = ticks[i + 1];
      if (next === undefined) return true;
      const distance = Math.abs(place(next.value) - place(tick.value));
      return distance >= (extent(tick) + extent(next)) / 2 + gap;
    });
  const ticks = axis.ticks.filter(({ value }) => holds(axis, value)).sort((a, b) => a.value - b.value);
  for (const chosen of axis.scale === 'log' ? rounderDecades(ticks) : rounderSteps(ticks))
    if (apart(chosen)) return chosen;
  return ticks.slice(0, 1);
}

function* rounderSteps(ticks: readonly AxisTick[]): Generator<AxisTick[]> {
  const zero = Math.max(
    0,
    ticks.findIndex(({ value }) => value === 0),
  );
  for (let step = 1; step < ticks.length; step += 1) yield ticks.filter((_, i) => (i - zero) % step === 0);
}

function* rounderDecades(ticks: readonly AxisTick[]): Generator<AxisTick[]> {
  yield [...ticks];
  const powers = ticks.filter(({ value }) => value === tenTo(decadeOf(value)));
  // Fewer than two powers of ten do not tell a scale.
  if (powers.length < 2) {
    yield* rounderSteps(ticks);
    return;
  }
  for (let step = 1; step <= powers.length; step += 1) {
    const chosen = powers.filter(({ value }) => decadeOf(value) % step === 0);
    if (chosen.length > 0) yield chosen;
  }
}

/** From 9 to 10, of a decade. */
const NARROWEST = 0.0457;
/** Small ticks of more decades than these would make a grey edge. */
const MOST_MINOR_DECADES = 6;

/**
 * Values of the small ticks: between powers of ten, or the powers that have no tick. Those that would stand nearer to
 * each other than `gap` on an axis of this length are left out.
 */
export function minorTicks(axis: FigureAxis, length = Infinity, gap = 0): number[] {
  const {
    scale,
    domain: [low, high],
    ticks,
  } = axis;
  // An axis without ticks says nothing of its values.
  if (scale === 'linear' || low <= 0 || ticks.length === 0) return [];
  const named = new Set(ticks.map(({ value }) => value));
  const decades: number[] = [];
  for (let decade = decadeOf(low); decade <= decadeOf(high); decade += 1) decades.push(decade);
  const decade = length / ((log(high) - log(low)) / Math.LN10);
  const ofMantissas = (mantissas: readonly number[]): number[] =>
    decades
      .flatMap((exponent) => mantissas.map((mantissa) => Number(`${mantissa}e${exponent}`)))
      .filter((value) => value > low && value < high && !named.has(value));
  if (decades.length <= MOST_MINOR_DECADES && NARROWEST * decade >= gap)
    return ofMantissas([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  return decade >= gap ? ofMantissas([1]) : [];
}
