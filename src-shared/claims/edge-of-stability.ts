import { formatNumber, formatSetting } from '../figures/format-number';
import type { AuthorsSweepName } from '../network/draws/authors';
import { summarise } from '../numerics/statistics';
import { stableSharpness } from '../theory/critical-learning-rate';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import { traceOf, type Evidence } from './evidence';

/** At the edge, the sharpness over the later half of the run has its mean within this fraction of 2/η … */
const HOVERS_WITHIN = 0.1;
/** … and at least this share of its samples on either side of it. */
const EITHER_SIDE = 0.1;

/** What one run's trace says about the edge of stability, in units of 2/η. */
interface EdgeSigns {
  /** The largest sharpness along the run. */
  readonly largest: number;
  /** Mean and share above 1 of the sharpness over the later half. */
  readonly mean: number;
  readonly above: number;
  /** Samples after which the risk was higher than before, in the whole run and in its later half. */
  readonly rises: number;
  readonly lateRises: number;
  /** Risk at the end over that at the middle. */
  readonly lateDescent: number;
  readonly samples: number;
}

function edgeSigns(evidence: Evidence, rate: number): EdgeSigns | null {
  const run = evidence.cells.find(({ learningRate }) => learningRate === rate)?.runs[0];
  const sharpness = run && traceOf(run, 'sharpness')?.values;
  const risk = run && traceOf(run, 'excessRisk')?.values;
  if (!sharpness || !risk || sharpness.length < 4) return null;
  const ratios = [...sharpness].map((value) => value / stableSharpness(rate));
  if (![...ratios, ...risk].every(Number.isFinite)) return null;
  const middle = Math.floor(ratios.length / 2);
  const late = ratios.slice(middle);
  const rose = [...risk].map((value, i) => i > 0 && value > risk[i - 1]!);
  return {
    largest: Math.max(...ratios),
    mean: summarise(late)!.mean,
    above: late.filter((ratio) => ratio > 1).length / late.length,
    rises: rose.filter(Boolean).length,
    lateRises: rose.slice(middle + 1).filter(Boolean).length,
    lateDescent: risk.at(-1)! / risk[middle]!,
    samples: ratios.length,
  };
}

const CRITERION =
  'Exact sharpness and excess risk every fifth step. Edge of stability (Cohen et al. 2021): over the later half the sharpness hovers about 2/η (mean within 10 %, at least a tenth of the samples on either side) while the risk falls on the whole but not from sample to sample. No edge of stability: the sharpness never reaches 2/η and the risk never rises.';

const missing = (rate: number): Finding =>
  undecided(
    `The run at η = ${formatSetting(rate)} has no traces of sharpness and risk that are finite throughout.`,
  );

/** Figures 1c, 4c. */
export function noEdgeOfStability(figure: ClaimFigure, preset: AuthorsSweepName, rate: number): Claim {
  return {
    id: 'no-edge-of-stability',
    figure,
    text: `At η = ${rate} the network does not enter the edge of stability (Figure ${figure}).`,
    needs: [preset],
    judge: (evidence: Evidence): Finding => {
      const signs = edgeSigns(evidence, rate);
      if (signs === null) return missing(rate);
      return {
        holds: signs.largest < 1 && signs.rises === 0,
        measured: {
          said: `largest S·η/2 = ${formatNumber(signs.largest, 3)}; the risk rises ${signs.rises} times in ${signs.samples} samples`,
          numbers: [
            claimNumber('largest S·η/2', signs.largest),
            claimNumber('rises of the risk', signs.rises),
          ],
        },
        expected: {
          said: 'S·η/2 below 1 throughout, and no rise',
          numbers: [claimNumber('largest S·η/2', 1), claimNumber('rises of the risk', 0)],
        },
        detail: CRITERION,
      };
    },
  };
}

/** Figures 1d, 4d. */
export function edgeOfStability(figure: ClaimFigure, preset: AuthorsSweepName, rate: number): Claim {
  return {
    id: 'edge-of-stability',
    figure,
    text: `At η = ${rate} the network enters the edge of stability (Figure ${figure}).`,
    needs: [preset],
    judge: (evidence: Evidence): Finding => {
      const signs = edgeSigns(evidence, rate);
      if (signs === null) return missing(rate);
      const hovers =
        Math.abs(signs.mean - 1) <= HOVERS_WITHIN &&
        signs.above >= EITHER_SIDE &&
        signs.above <= 1 - EITHER_SIDE;
      return {
        holds: hovers && signs.lateRises > 0 && signs.lateDescent < 1,
        measured: {
          said: `later half: mean S·η/2 = ${formatNumber(signs.mean)}, ${formatNumber(100 * signs.above, 2)} % of the samples above 2/η, ${signs.lateRises} rises of the risk, which falls to ${formatNumber(100 * signs.lateDescent, 2)} %`,
          numbers: [
            claimNumber('mean S·η/2 of the later half', signs.mean),
            claimNumber('share of samples above 2/η', signs.above),
            claimNumber('rises of the risk', signs.lateRises),
            claimNumber('risk at the end over that at the middle', signs.lateDescent),
          ],
        },
        expected: {
          said: 'mean S·η/2 within 10 % of 1, 10 to 90 % of the samples above, some rises, a risk that falls',
          numbers: [
            claimNumber('mean S·η/2 of the later half', 1, {
              interval: [1 - HOVERS_WITHIN, 1 + HOVERS_WITHIN],
            }),
            claimNumber('share of samples above 2/η', 0.5, { interval: [EITHER_SIDE, 1 - EITHER_SIDE] }),
            claimNumber('risk at the end over that at the middle', 1),
          ],
        },
        detail: CRITERION,
      };
    },
  };
}
