/**
 * Holm's adjusted p-values (Holm, Scandinavian Journal of Statistics 6, 1979): the i-th smallest of m times m - i + 1, made
 * ascending, at most 1. Rejecting where the adjusted value is below α keeps the probability of any false rejection
 * among the m tests below α, however they depend on each other.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const m = pValues.length;
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]!);
  const adjusted = new Array<number>(m).fill(1);
  let largest = 0;
  order.forEach((place, rank) => {
    largest = Math.max(largest, Math.min(1, (m - rank) * pValues[place]!));
    adjusted[place] = largest;
  });
  return adjusted;
}
