/**
 * The quantile of a sample at 0 <= p <= 1, linear between order statistics: with h = (n - 1) p, x_⌊h⌋ and its successor
 * in the ratio of h's fraction (type 7 of Hyndman and Fan, The American Statistician 50, 1996; the default of NumPy and
 * R). NaN of an empty sample.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}

/** The same of values that are ascending already. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const h = (sorted.length - 1) * p;
  const below = Math.floor(h);
  const low = sorted[below];
  if (low === undefined) return NaN;
  const high = sorted[below + 1];
  return high === undefined ? low : low + (h - below) * (high - low);
}
