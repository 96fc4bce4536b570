import type { NetworkShape } from '../network/shape';

/** Share of each layer, k = 1 … L at index k - 1, in the squared norm of a vector of length D: they add up to 1. */
export function layerShares(
  { offsets, parameterCount, depth }: NetworkShape,
  vector: Float64Array,
): number[] {
  const squares = Array.from({ length: depth }, (_, i) => {
    const end = offsets[i + 1] ?? parameterCount;
    let sum = 0;
    for (let j = offsets[i]!; j < end; j += 1) sum += vector[j]! * vector[j]!;
    return sum;
  });
  const whole = squares.reduce((sum, square) => sum + square, 0);
  return squares.map((square) => square / whole);
}
