import { CONVERGED_FRACTION } from '../../training/outcome';
import { conclude } from '../conclusion';
import { finiteOrNull, given, hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { minimiserAllowance, minimisesRisk, relativeExcess } from '../minimiser-hypothesis';
import { endOf, placeOf, startOf } from '../places';
import type { TheorySetting } from '../theory-setting';
import type { Condition, StatementVerdict } from '../verdict';

/** η; null of gradient flow. */
export function learningRateOf({ trajectory: { dynamics } }: JudgedRun): number | null {
  return dynamics.kind === 'gradientDescent' ? dynamics.learningRate : null;
}

/** Gradient descent that came to a minimiser from elsewhere: one that starts at a minimiser stays at any rate. */
export function convergedDescent(run: JudgedRun): Condition[] {
  const start = relativeExcess(run, startOf(run));
  return [
    given('gradientDescent', 'the dynamics is gradient descent', learningRateOf(run) !== null),
    {
      id: 'startsElsewhere',
      text: String.raw`the start is no minimiser: $(R(W(0)) - R_{\min})/(R_0 - R_{\min}) > 10^{-8}$`,
      holds: start > CONVERGED_FRACTION,
      measured: finiteOrNull(start),
      bound: CONVERGED_FRACTION,
    },
    minimisesRisk(run),
  ];
}

/**
 * η ≤ 2/floor for a converged run, `floor` a number that no minimiser's sharpness lies below. Forgiven what the distance
 * that is left can do to the floor (MinimiserAllowance).
 */
export function judgeLearningRate(
  statement: string,
  run: JudgedRun,
  floor: (setting: TheorySetting) => number,
  floorError: number,
): StatementVerdict {
  const conditions = convergedDescent(run);
  const least = floor(run.setting);
  let left = floorError * least;
  if (conditions.every(({ holds }) => holds === true)) {
    const { reached, halfWidth } = minimiserAllowance(run);
    left += Math.abs(least - floor(reached)) + halfWidth;
  }
  // Where more is left than there is of the floor, η may be anything.
  const error = left < least ? 2 / (least - left) - 2 / least : Number.MAX_VALUE;
  return {
    statement,
    hypothesis: hypothesis(conditions),
    conclusion: conclude('atMost', [
      { measured: learningRateOf(run) ?? NaN, bound: 2 / least, error, place: placeOf(endOf(run)) },
    ]),
  };
}
