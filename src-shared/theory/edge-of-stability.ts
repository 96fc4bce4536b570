/**
 * What a run's sharpness says about the edge of stability (J. Cohen et al., ICLR 2021) and about progressive sharpening
 * before it, by criteria with stated numbers. S is the sharpness, 2/η the classical threshold of gradient descent.
 */

/** At the edge, the sharpness over the later half of the run has its mean within this fraction of 2/η … */
export const HOVERS_WITHIN = 0.1;
/** … and at least this share of its samples on either side of it, while the risk falls on the whole and rises in places. */
export const EITHER_SIDE = 0.1;
/** Sharpening is progressive where S grows by at least this factor from its early minimum … */
export const SHARPENS_BY = 1.1;
/** … and rises in at least this share of the intervals between samples on the way. */
export const RISES_IN = 0.9;
/** The plateau is the mean over the samples of this last share of the steps; within HOVERS_WITHIN of 2/η it is at 2/η. */
const PLATEAU_SHARE = 0.2;
const FEWEST_SAMPLES = 4;

/** Sharpness, and risk where it is known, at steps that ascend. */
export interface SharpnessSeries {
  readonly steps: ArrayLike<number>;
  /** Same length; what is not finite ends the series. */
  readonly sharpness: ArrayLike<number>;
  /** R or R - R_min. */
  readonly risk: ArrayLike<number> | null;
}

export interface Crossing {
  /** Where the straight line between two samples reaches 2/η. */
  readonly step: number;
  /** S crossed between these two sampled steps: the error of `step`. Equal where it starts above. */
  readonly between: readonly [before: number, after: number];
}

/** Means and counts over the samples of the later half of the steps. S in units of 2/η. */
export interface LateFacts {
  readonly mean: number;
  /** Share of samples above 2/η. */
  readonly above: number;
  /** Samples whose risk is above that of the sample before; null without risk. */
  readonly riskRises: number | null;
  /** Risk at the end over that at the middle; null without risk. */
  readonly riskRatio: number | null;
}

export interface Sharpening {
  /** The least S before the first crossing (without one: before the greatest S of the run). */
  readonly minimum: { readonly step: number; readonly sharpness: number };
  /** Where the rise ends: at the first sample above 2/η, or at the greatest S. */
  readonly end: { readonly step: number; readonly sharpness: number };
  /** S at the end over S at the minimum. */
  readonly factor: number;
  /** Share of the intervals between samples in which S rises; null where the rise has no interval. */
  readonly rising: number | null;
  /** factor ≥ SHARPENS_BY and rising ≥ RISES_IN. */
  readonly progressive: boolean;
}

/**
 * 'edge': S hovers about 2/η while the risk falls, though not from sample to sample. 'below': S never reaches 2/η and the
 * risk never rises. 'visited': S is above 2/η somewhere, but does not hover. 'unclear': below 2/η, yet the risk rises.
 */
export type EdgeVerdict = 'edge' | 'below' | 'visited' | 'unclear';

export interface EdgeFacts {
  /** 2/η. */
  readonly threshold: number;
  /** Samples that are finite, up to the first that is not. */
  readonly samples: number;
  /** The first step whose sample is not finite; null where all are. */
  readonly endedAt: number | null;
  readonly startsAbove: boolean;
  /** The first time that S is above 2/η; null where it never is. */
  readonly firstCrossing: Crossing | null;
  /** Share of the sampled steps with S above 2/η, by straight lines between samples. */
  readonly shareAbove: number;
  /** Changes of sign of S - 2/η between samples. */
  readonly signChanges: number;
  /** Largest S·η/2. */
  readonly largest: number;
  /** Samples whose risk is above that of the sample before; null without risk. */
  readonly riskRises: number | null;
  /** Of the intervals that begin with S above 2/η, the share in which the risk rises; null without any, or without risk. */
  readonly riskRisesWhileAbove: number | null;
  readonly late: LateFacts;
  /** The samples of the last fifth of the steps: mean, least and greatest S·η/2, and where that mean is. */
  readonly plateau: {
    readonly mean: number;
    readonly least: number;
    readonly greatest: number;
    readonly at: 'below' | 'at' | 'above';
  };
  readonly sharpening: Sharpening;
  readonly verdict: EdgeVerdict;
}

/** The facts of a run; null of fewer than four finite samples. @param threshold 2/η. */
export function edgeFacts(series: SharpnessSeries, threshold: number): EdgeFacts | null {
  const count = finiteCount(series);
  if (count < FEWEST_SAMPLES) return null;
  const steps = Array.from({ length: count }, (_, i) => series.steps[i]!);
  const ratios = Array.from({ length: count }, (_, i) => series.sharpness[i]! / threshold);
  const risk = series.risk && Array.from({ length: count }, (_, i) => series.risk![i]!);
  const late = lateFacts(steps, ratios, risk);
  const largest = ratios.reduce((most, ratio) => Math.max(most, ratio), -Infinity);
  const crossing = firstCrossing(steps, ratios);
  const riskRises = risk && rises(risk, () => true).risen;
  const above = risk && rises(risk, (i) => ratios[i]! > 1);
  return {
    threshold,
    samples: count,
    endedAt: count < series.steps.length ? series.steps[count]! : null,
    startsAbove: ratios[0]! > 1,
    firstCrossing: crossing,
    shareAbove: shareAbove(steps, ratios),
    signChanges: ratios.filter((ratio, i) => i > 0 && ratio > 1 !== ratios[i - 1]! > 1).length,
    largest,
    riskRises,
    riskRisesWhileAbove: above && (above.of === 0 ? null : above.risen / above.of),
    late,
    plateau: plateauOf(steps, ratios),
    sharpening: sharpeningOf(steps, ratios, threshold),
    verdict: verdictOf(largest, riskRises, late),
  };
}

function finiteCount({ steps, sharpness, risk }: SharpnessSeries): number {
  for (let i = 0; i < steps.length; i += 1) {
    if (!Number.isFinite(sharpness[i]) || (risk !== null && !Number.isFinite(risk[i]))) return i;
  }
  return steps.length;
}

function firstCrossing(steps: readonly number[], ratios: readonly number[]): Crossing | null {
  const after = ratios.findIndex((ratio) => ratio > 1);
  if (after < 0) return null;
  if (after === 0) return { step: steps[0]!, between: [steps[0]!, steps[0]!] };
  const [from, to] = [steps[after - 1]!, steps[after]!];
  const [low, high] = [ratios[after - 1]!, ratios[after]!];
  return { step: from + ((to - from) * (1 - low)) / (high - low), between: [from, to] };
}

/** By straight lines between samples. */
function shareAbove(steps: readonly number[], ratios: readonly number[]): number {
  let above = 0;
  for (let i = 1; i < steps.length; i += 1) {
    const [low, high] = [ratios[i - 1]! - 1, ratios[i]! - 1];
    const length = steps[i]! - steps[i - 1]!;
    if (low > 0 && high > 0) above += length;
    else if (low > 0 || high > 0) above += (length * Math.max(low, high)) / Math.abs(high - low);
  }
  return above / (steps.at(-1)! - steps[0]!);
}

/** How often the risk rises from a sample of this kind to the next. */
function rises(risk: readonly number[], from: (i: number) => boolean): { risen: number; of: number } {
  let risen = 0;
  let of = 0;
  for (let i = 0; i + 1 < risk.length; i += 1) {
    if (!from(i)) continue;
    of += 1;
    if (risk[i + 1]! > risk[i]!) risen += 1;
  }
  return { risen, of };
}

/** The first sample of the last so much of the steps. */
function placeFrom(steps: readonly number[], share: number): number {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  return steps.findIndex((step) => step >= last - share * (last - first));
}

function lateFacts(
  steps: readonly number[],
  ratios: readonly number[],
  risk: readonly number[] | null,
): LateFacts {
  const middle = placeFrom(steps, 0.5);
  const late = ratios.slice(middle);
  return {
    mean: mean(late),
    above: late.filter((ratio) => ratio > 1).length / late.length,
    riskRises: risk && rises(risk, (i) => i >= middle).risen,
    riskRatio: risk && risk.at(-1)! / risk[middle]!,
  };
}

function plateauOf(steps: readonly number[], ratios: readonly number[]): EdgeFacts['plateau'] {
  const last = ratios.slice(placeFrom(steps, PLATEAU_SHARE));
  const about = mean(last);
  return {
    mean: about,
    least: last.reduce((least, ratio) => Math.min(least, ratio), Infinity),
    greatest: last.reduce((most, ratio) => Math.max(most, ratio), -Infinity),
    at: Math.abs(about - 1) <= HOVERS_WITHIN ? 'at' : about < 1 ? 'below' : 'above',
  };
}

function sharpeningOf(steps: readonly number[], ratios: readonly number[], threshold: number): Sharpening {
  const crossed = ratios.findIndex((ratio) => ratio > 1);
  const end = crossed >= 0 ? crossed : placeOf(ratios, (a, b) => a > b);
  const begin = placeOf(ratios.slice(0, end + 1), (a, b) => a < b);
  const risen = rises(ratios.slice(begin, end + 1), () => true);
  const factor = ratios[end]! / ratios[begin]!;
  const rising = risen.of === 0 ? null : risen.risen / risen.of;
  const at = (i: number): Sharpening['end'] => ({ step: steps[i]!, sharpness: ratios[i]! * threshold });
  return {
    minimum: at(begin),
    end: at(end),
    factor,
    rising,
    progressive: factor >= SHARPENS_BY && rising !== null && rising >= RISES_IN,
  };
}

/** The first place whose value is before all others. */
function placeOf(values: readonly number[], before: (a: number, b: number) => boolean): number {
  return values.reduce((best, value, i) => (before(value, values[best]!) ? i : best), 0);
}

function verdictOf(largest: number, riskRises: number | null, late: LateFacts): EdgeVerdict {
  if (isAtEdge(late)) return 'edge';
  if (largest > 1) return 'visited';
  return riskRises === null || riskRises === 0 ? 'below' : 'unclear';
}

/** Whether S hovers about 2/η over the later half, while the risk, where it is known, falls but not throughout. */
function isAtEdge({ mean: about, above, riskRises, riskRatio }: LateFacts): boolean {
  const hovers = Math.abs(about - 1) <= HOVERS_WITHIN && above >= EITHER_SIDE && above <= 1 - EITHER_SIDE;
  return hovers && (riskRises === null || riskRises > 0) && (riskRatio === null || riskRatio < 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
