import { RATES_PER_OCTAVE, type RateTrials } from './rate-trials';
import { bracketOf, CONVERGING, DIVERGING, type Bracket, type Level, type Threshold } from './threshold';

/** First steps, before a crossing is enclosed: a factor of √2. */
const STRIDE = RATES_PER_OCTAVE / 2;
/** No further from 2/S_min than a factor of 256. */
const FURTHEST = 8 * RATES_PER_OCTAVE;

/** A crossing that is looked for, until the rates on either side of it are so close, in steps of the grid. */
interface Aim {
  readonly threshold: Threshold;
  readonly level: Level;
  readonly gap: number;
}

/**
 * What is looked for, in this order: the largest rate at which half the runs converge to a step of the grid (0.54 %), the
 * ends of its interval to two; the onset of divergence, which is no sharp edge, to four (2.2 %).
 */
const AIMS: readonly Aim[] = [
  { threshold: CONVERGING, level: 'counted', gap: 1 },
  { threshold: CONVERGING, level: 'surely', gap: 2 },
  { threshold: CONVERGING, level: 'possibly', gap: 2 },
  { threshold: DIVERGING, level: 'counted', gap: 4 },
  { threshold: DIVERGING, level: 'surely', gap: 4 },
  { threshold: DIVERGING, level: 'possibly', gap: 4 },
];

export interface NextTrial {
  /** The rate to try next, on the grid; null where the search is done. */
  readonly index: number | null;
  /** Roughly how many rates are left, this one included. */
  readonly left: number;
}

/**
 * The rate to try next, from what was tried: a pure function, so the search is the same wherever its runs are computed.
 * From 2/S_min in factors of √2 to either side of a crossing, then bisection: work goes where the share is near a half.
 * @param trials ascending in index.
 */
export function nextTrial(trials: readonly RateTrials[]): NextTrial {
  if (trials.length === 0) return { index: 0, left: TYPICAL };
  const open = AIMS.map((aim) => askedFor(aim, trials)).filter((asked) => asked !== null);
  const [first] = open;
  if (first === undefined) return { index: null, left: 0 };
  // Rates that serve one aim serve its neighbours too.
  const most = Math.max(...open.map(({ left }) => left));
  return { index: first.index, left: most + SHARED * (open.length - 1) };
}

const TYPICAL = 30;
const SHARED = 2;

function askedFor(
  { threshold, level, gap }: Aim,
  trials: readonly RateTrials[],
): { readonly index: number; readonly left: number } | null {
  const bracket = bracketOf(threshold, level, trials);
  const { below, above } = bracket;
  if (below !== null && above !== null) {
    const width = above.index - below.index;
    if (width <= gap) return null;
    return { index: below.index + Math.floor(width / 2), left: halvings(width, gap) };
  }
  const index = beyond(bracket, trials);
  const past = threshold.crossing === 'falls' && below === null && tooSlow(trials);
  if (past || Math.abs(index) > FURTHEST) return null;
  return { index, left: 2 + halvings(STRIDE, gap) };
}

/** One stride past the tried rates, on the side where the crossing must be. */
function beyond({ below }: Bracket, trials: readonly RateTrials[]): number {
  return below === null ? trials[0]!.index - STRIDE : trials.at(-1)!.index + STRIDE;
}

/**
 * Whether at the two smallest rates, the least of them at most half of 2/S_min, half the runs were still on their way down
 * at their last step: smaller rates are slower still. (Next to 2/S_min itself runs are slow for another reason.)
 */
function tooSlow([least, next]: readonly RateTrials[]): boolean {
  const slow = ({ counts, n }: RateTrials): boolean => 2 * counts.stepLimit >= n;
  return least!.index <= -2 * STRIDE && next !== undefined && slow(least!) && slow(next);
}

function halvings(width: number, gap: number): number {
  return width <= gap ? 0 : 1 + halvings(width / 2, gap);
}
