import { formatNumber, formatSetting } from '../figures/format-number';
import { LEFT_OUT_FROM } from '../figures/sharpness-lines';
import type { AuthorsSweepName } from '../network/draws/authors';
import { holmAdjusted } from '../numerics/holm';
import { kruskalWallis } from '../numerics/kruskal-wallis';
import { summarise } from '../numerics/statistics';
import { stableSharpness } from '../theory/critical-learning-rate';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import { converged, valuesOf, type Evidence, type EvidenceCell } from './evidence';
import { smallScales } from './scales';

/** Level of the test, over all small scales together. */
const LEVEL = 0.01;
/** And the means of two rates differ by at most this fraction: that nothing is significant could be for want of runs. */
const SAME_MEAN = 0.1;

/** Figures 1b, 4b: what small scales lead to does not depend on the learning rate. */
export function smallScaleSharpnessIndependentOfRate(
  figure: ClaimFigure,
  preset: AuthorsSweepName,
  where: string,
): Claim {
  return {
    id: 'small-scale-sharpness-independent-of-rate',
    figure,
    text: `For small initialisation scales the sharpness after training is independent of the learning rate (${where}).`,
    needs: [preset],
    judge,
  };
}

interface AtScale {
  readonly scale: number;
  readonly means: readonly number[];
  /** (largest - smallest)/smallest mean; and the same over the rates whose runs start below 2/η, on the mean. */
  readonly difference: number;
  readonly differenceFromBelow: number;
  readonly pValue: number;
}

/** Of the learning rate's cells at one scale. */
interface Group {
  readonly values: readonly number[];
  readonly startsBelow: boolean;
}

function groupOf(cell: EvidenceCell): Group {
  const start = summarise(valuesOf(cell.runs, 'initialSharpness'))?.mean ?? NaN;
  return {
    values: valuesOf(converged(cell), 'finalSharpness'),
    startsBelow: start < stableSharpness(cell.learningRate),
  };
}

function differenceOf(groups: readonly Group[]): number {
  const means = groups.map(({ values }) => summarise(values)!.mean);
  return means.length === 0 ? 0 : Math.max(...means) / Math.min(...means) - 1;
}

function atScale({ cells }: Evidence, scale: number): AtScale | null {
  const groups = cells
    .filter((cell) => cell.scale === scale && cell.learningRate < LEFT_OUT_FROM)
    .map(groupOf)
    .filter(({ values }) => values.length > 0);
  const test = kruskalWallis(groups.map(({ values }) => values));
  if (test === null) return null;
  return {
    scale,
    means: groups.map(({ values }) => summarise(values)!.mean),
    difference: differenceOf(groups),
    differenceFromBelow: differenceOf(groups.filter(({ startsBelow }) => startsBelow)),
    pValue: test.pValue,
  };
}

function judge(evidence: Evidence): Finding {
  const found = smallScales(evidence).flatMap((scale) => atScale(evidence, scale) ?? []);
  if (found.length === 0) return undecided('At no small scale did runs of two learning rates converge.');
  const adjusted = holmAdjusted(found.map(({ pValue }) => pValue));
  const least = Math.min(...adjusted);
  const largest = Math.max(...found.map(({ difference }) => difference));
  const fromBelow = Math.max(...found.map(({ differenceFromBelow }) => differenceFromBelow));
  return {
    holds: least >= LEVEL && largest <= SAME_MEAN,
    measured: {
      said: `means of the rates differ by at most ${formatNumber(100 * largest, 2)} %; smallest p ${formatNumber(least, 2)}`,
      numbers: [
        claimNumber('largest relative difference of means', largest),
        claimNumber('smallest adjusted p', least),
      ],
    },
    expected: {
      said: `means within ${100 * SAME_MEAN} % of each other, and no significant difference (p ≥ ${LEVEL})`,
      numbers: [
        claimNumber('largest relative difference of means', SAME_MEAN),
        claimNumber('smallest adjusted p', LEVEL),
      ],
    },
    detail: `Exact sharpness of converged runs, learning rates below ${LEFT_OUT_FROM} as in the figure, at the lowest third of the scales: ${found
      .map(
        (at, i) =>
          `${formatSetting(at.scale)}: ${at.means.map((mean) => formatNumber(mean)).join(', ')} (p = ${formatNumber(adjusted[i], 2)})`,
      )
      .join('; ')}. Test of Kruskal and Wallis by permutation, Holm’s correction over the scales.${
      fromBelow === largest
        ? ''
        : ` Not all of these runs start below 2/η; of those rates whose runs do, on the mean, the means differ by at most ${formatNumber(100 * fromBelow, 2)} %.`
    }`,
  };
}
