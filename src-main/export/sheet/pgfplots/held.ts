import type { FigureAxis } from '@shared/figures/figure-data';

/** TeX's lengths end at six metres: what lies further off than so many lengths of the axis is drawn there. */
const FAR = 20;
/** A normal number, which TeX reads. */
const SMALLEST = 1e-300;

/**
 * A value as TeX can draw it; null where the axis cannot show it. Zeros of a logarithmic axis stand on its lower end, and so
 * do values below it unless they go `beyond` it, where the plot's edge cuts the line to them.
 */
export function held(
  value: number | null,
  { scale, domain: [low, high] }: FigureAxis,
  beyond = false,
): number | null {
  if (value === null || Number.isNaN(value)) return null;
  if (scale === 'linear') {
    const far = FAR * (high - low);
    return Math.max(low - far, Math.min(high + far, value));
  }
  if (value < 0) return null;
  // Squared five times: beyond the twentieth power, by multiplication alone.
  let ratio = high / low;
  for (let i = 0; i < 5; i += 1) ratio = Math.min(Number.MAX_VALUE, ratio * ratio);
  const least = beyond && value > 0 ? Math.max(SMALLEST, low / ratio) : low;
  return Math.max(least, Math.min(Math.min(Number.MAX_VALUE, high * ratio), value));
}
