import { log, log10 } from '../../numerics/elementary';

/** A level of R - R_min at which a flow from small weights pauses, as predicted and as seen. */
export interface Plateau {
  /** Modes learned: r. */
  readonly learned: number;
  /** Σ_{i>r} s_i², s_i the singular values of W⋆Σ̂^{1/2}. */
  readonly level: number;
  /** R - R_min where it changes least with ln t near the level; null where the flow does not pass by. */
  readonly measured: number | null;
  /** When that is. */
  readonly time: number | null;
  /** Decades of time within a tenth of the distance to the nearest other level. */
  readonly decades: number;
}

export interface RiskCourse {
  /** Ascending. */
  readonly times: ArrayLike<number>;
  /** R - R_min. */
  readonly excessRisks: ArrayLike<number>;
}

/** "About" a level: within this share of the distance to the nearest other level. */
const ABOUT = 0.1;

/**
 * The excess risks of the saddles that a flow from small weights may visit, and last of the minimum: those of the best
 * approximations of W⋆ by rank r, r = 0 … `rank`. Every critical point's excess risk is a sum of some of the s_i² (Baldi
 * and Hornik 1989); those of the largest modes learned first are these.
 */
export function plateauLevels(whitened: Float64Array, rank: number): number[] {
  const levels = [0];
  for (let i = whitened.length - 1; i >= 0; i -= 1) levels.unshift(levels[0]! + whitened[i]! * whitened[i]!);
  return levels.slice(0, rank + 1);
}

/**
 * Every level but the last, the minimum's, beside what the flow does nearest to it: between half-way to the level above
 * and half-way to that below.
 */
export function plateausOf(course: RiskCourse, levels: readonly number[]): Plateau[] {
  return levels.slice(0, -1).map((level, learned) => {
    const above = levels[learned - 1] ?? Infinity;
    const below = levels[learned + 1]!;
    const about = ABOUT * Math.min(above - level, level - below);
    return { learned, level, ...visit(course, level, [0.5 * (level + below), 0.5 * (level + above)], about) };
  });
}

function visit(
  { times, excessRisks }: RiskCourse,
  level: number,
  [low, high]: readonly [number, number],
  about: number,
): Pick<Plateau, 'measured' | 'time' | 'decades'> {
  let measured: number | null = null;
  let time: number | null = null;
  let least = Infinity;
  let decades = 0;
  // ln t needs t > 0 on either side.
  for (let i = 2; i + 1 < times.length; i += 1) {
    const value = excessRisks[i]!;
    const factor = times[i + 1]! / times[i - 1]!;
    if (Math.abs(value - level) <= about) decades += 0.5 * log10(factor);
    if (value > high || value < low) continue;
    const slope = Math.abs(excessRisks[i + 1]! - excessRisks[i - 1]!) / log(factor);
    if (slope < least) [measured, time, least] = [value, times[i]!, slope];
  }
  return { measured, time, decades };
}
