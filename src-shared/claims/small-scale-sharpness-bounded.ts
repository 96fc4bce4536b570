import { isLinear } from '../experiment/linearity';
import { formatNumber } from '../figures/format-number';
import { LEFT_OUT_FROM } from '../figures/sharpness-lines';
import type { AuthorsSweepName } from '../network/draws/authors';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import { boundsOf, converged, valuesOf, type Evidence } from './evidence';
import { smallScales } from './scales';

/** Figures 1b, 4b: the dotted lines. Only of fully connected networks is the upper one a statement, and drawn. */
export function smallScaleSharpnessBounded(
  figure: ClaimFigure,
  preset: AuthorsSweepName,
  text: string,
): Claim {
  return { id: 'small-scale-sharpness-bounded', figure, text, needs: [preset], judge };
}

function judge(evidence: Evidence): Finding {
  const scales = smallScales(evidence);
  const cells = evidence.cells.filter(
    (cell) => scales.includes(cell.scale) && cell.learningRate < LEFT_OUT_FROM,
  );
  const values = cells.flatMap((cell) => valuesOf(converged(cell), 'finalSharpness'));
  if (!isLinear(evidence.spec) || values.length === 0)
    return undecided('No run of a linear network converged at a small scale.');
  const { lower, exact, smallInitialisationUpper } = boundsOf(evidence, cells[0]!.depth);
  const upper =
    evidence.spec.network.kind === 'fullyConnected' ? (smallInitialisationUpper ?? Infinity) : Infinity;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const inside = values.filter((value) => lower <= value && value <= upper).length;
  return {
    holds: inside === values.length,
    measured: {
      said: `${inside} of ${values.length} within; sharpness ${formatNumber(least)} to ${formatNumber(most)}, ${formatNumber(least / exact, 3)} to ${formatNumber(most / exact, 3)} times S_min`,
      numbers: [claimNumber('least sharpness', least), claimNumber('largest sharpness', most)],
    },
    expected: {
      said: `from 2La = ${formatNumber(lower)}${upper === Infinity ? ' up' : ` to 8LΛ = ${formatNumber(upper)}`}`,
      numbers: [
        claimNumber('lower bound', lower),
        ...(upper === Infinity ? [] : [claimNumber('upper bound', upper)]),
      ],
    },
    detail: `Exact sharpness of converged runs, learning rates below ${LEFT_OUT_FROM} as in the figure, at the lowest third of the scales. ${
      upper === Infinity
        ? 'The figure draws the lower bound only: the upper one (Corollary 2) is about fully connected networks.'
        : 'The upper line is a statement on gradient flow under assumptions that these runs do not meet.'
    }`,
  };
}
