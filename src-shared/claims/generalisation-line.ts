import { formatNumber, formatWithError } from '../figures/format-number';
import { claimNumber, undecided, type Claim, type Finding } from './claim';
import type { Evidence } from './evidence';
import { generalisationFit } from './generalisation-fit';

/** As printed with figure 6b. */
const PRINTED = { slope: 0.42, slopeError: 0.01, intercept: -0.96, interceptError: 0.03 } as const;

/** Figure 6b: generalisation gap over sharpness. */
export const generalisationLine: Claim = {
  id: 'generalisation-line',
  figure: '6b',
  text: 'In underdetermined regression the log₁₀ of the generalisation gap is linear in the log₁₀ of the sharpness after training: slope 0.42 ± 0.01, intercept −0.96 ± 0.03 (Figure 6b).',
  needs: ['figure-6'],
  judge,
};

function judge(evidence: Evidence): Finding {
  const fit = generalisationFit(evidence, 'asPublished');
  if (fit === null || fit.slopeStderr === null || fit.interceptStderr === null)
    return undecided('There are fewer than three runs with test and training risk.');
  const { slope, slopeStderr, intercept, interceptStderr, rSquared, n } = fit;
  const { slopeError, interceptError } = PRINTED;
  const exact = generalisationFit(evidence, 'exact');
  return {
    holds:
      Math.abs(slope - PRINTED.slope) <= slopeError &&
      Math.abs(intercept - PRINTED.intercept) <= interceptError,
    measured: {
      said: `slope ${formatWithError(slope, slopeStderr)}, intercept ${formatWithError(intercept, interceptStderr)} (r² = ${formatNumber(rSquared, 3)}, n = ${n})`,
      numbers: [
        claimNumber('slope', slope, { error: slopeStderr }),
        claimNumber('intercept', intercept, { error: interceptStderr }),
      ],
    },
    expected: {
      said: 'slope 0.42 ± 0.01, intercept −0.96 ± 0.03',
      numbers: [
        claimNumber('slope', PRINTED.slope, { error: slopeError }),
        claimNumber('intercept', PRINTED.intercept, { error: interceptError }),
      ],
    },
    detail: `Sharpness as published, as the paper’s numbers are: least squares over the runs at η = ${formatNumber(fit.learningRate, 1)}, errors standard errors.${
      exact === null
        ? ''
        : ` With the exact sharpness: slope ${formatWithError(exact.slope, exact.slopeStderr)}, intercept ${formatWithError(exact.intercept, exact.interceptStderr)}.`
    }${fit.leftOut === 0 ? '' : ` Left out for having diverged or no positive gap: ${fit.leftOut}.`}`,
  };
}
