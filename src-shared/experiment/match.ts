/** Two rates or scales are the same where they differ by at most this fraction: float32 values may be typed short. */
const RELATIVE_TOLERANCE = 1e-6;

/** The candidate that `value` stands for, or undefined. */
export function matchOf(value: number, candidates: readonly number[]): number | undefined {
  return candidates.find(
    (candidate) => Math.abs(candidate - value) <= RELATIVE_TOLERANCE * Math.abs(candidate),
  );
}
