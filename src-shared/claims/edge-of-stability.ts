import { formatNumber, formatSetting } from '../figures/format-number';
import type { AuthorsSweepName } from '../network/draws/authors';
import { stableSharpness } from '../theory/critical-learning-rate';
import { EITHER_SIDE, edgeFacts, HOVERS_WITHIN, type EdgeFacts } from '../theory/edge-of-stability';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import { traceOf, type Evidence } from './evidence';

/** The facts of the one run at a learning rate; null without traces that are finite throughout. */
function factsOf(evidence: Evidence, rate: number): EdgeFacts | null {
  const run = evidence.cells.find(({ learningRate }) => learningRate === rate)?.runs[0];
  const sharpness = run && traceOf(run, 'sharpness');
  const risk = run && traceOf(run, 'excessRisk');
  if (!sharpness || !risk) return null;
  const steps = Float64Array.from(sharpness.values, (_, i) => i * sharpness.every);
  const series = { steps, sharpness: sharpness.values, risk: risk.values };
  const facts = edgeFacts(series, stableSharpness(rate));
  return facts?.endedAt === null ? facts : null;
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
      const facts = factsOf(evidence, rate);
      if (facts === null) return missing(rate);
      const { largest, samples } = facts;
      const rises = facts.riskRises!;
      return {
        holds: largest < 1 && rises === 0,
        measured: {
          said: `largest S·η/2 = ${formatNumber(largest, 3)}; the risk rises ${rises} times in ${samples} samples`,
          numbers: [claimNumber('largest S·η/2', largest), claimNumber('rises of the risk', rises)],
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
      const facts = factsOf(evidence, rate);
      if (facts === null) return missing(rate);
      const { mean, above, riskRises, riskRatio } = facts.late;
      return {
        holds: facts.verdict === 'edge',
        measured: {
          said: `later half: mean S·η/2 = ${formatNumber(mean)}, ${formatNumber(100 * above, 2)} % of the samples above 2/η, ${riskRises} rises of the risk, which falls to ${formatNumber(100 * riskRatio!, 2)} %`,
          numbers: [
            claimNumber('mean S·η/2 of the later half', mean),
            claimNumber('share of samples above 2/η', above),
            claimNumber('rises of the risk', riskRises!),
            claimNumber('risk at the end over that at the middle', riskRatio!),
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
