import { conclude } from './conclusion';
import { hypothesis } from './conditions';
import type { LinearModel } from '../network/model';
import type { JudgedRun, MomentFacts } from './judged-run';
import { minimiserAllowance, minimisesRisk } from './minimiser-hypothesis';
import { endOf, placeOf } from './places';
import type { TheorySetting } from './theory-setting';
import type { Condition, StatementVerdict } from './verdict';

/** Powers, roots and the eigenvalue of a d × d matrix (16 d·ε), relative to the bound: room for d = 100 and more. */
export const ROUNDING = 1e-12;

/** A number for a setting and, where it goes with them, the weights. */
export type MinimiserBound = (setting: TheorySetting, moment: MomentFacts, model: LinearModel) => number;

export interface MinimiserInequality {
  /** Of S(W) to the bound. */
  readonly relation: 'atLeast' | 'atMost';
  readonly bound: MinimiserBound;
  /** Conditions beside "W minimises the risk". */
  readonly conditions?: readonly Condition[];
  /** Relative error of the bound itself; ROUNDING where left out. */
  readonly boundError?: number;
  /** What both sides are divided by in the verdict, S_min for a statement about S/S_min; 1 where left out. */
  readonly unit?: number;
}

/**
 * S(W) of the run's last weights against a bound on minimisers. Where they minimise the risk, the inequality is
 * forgiven what the distance that is left can do (MinimiserAllowance); elsewhere the hypothesis is false, and S stands
 * beside the bound as it is.
 */
export function judgeMinimiser(
  statement: string,
  run: JudgedRun,
  { relation, bound, conditions = [], boundError = ROUNDING, unit = 1 }: MinimiserInequality,
): StatementVerdict {
  const moment = endOf(run);
  const minimises = minimisesRisk(run);
  const value = bound(run.setting, moment, run.trajectory.model);
  const { sharpness } = moment;
  const rounding = boundError * Math.abs(value) + ROUNDING * Math.abs(sharpness.value);
  const left = minimises.holds === true ? leftToMinimiser(run, bound, value) : 0;
  return {
    statement,
    hypothesis: hypothesis([minimises, ...conditions]),
    conclusion: conclude(relation, [
      {
        measured: sharpness.value / unit,
        bound: value / unit,
        error: (sharpness.error + left + rounding) / unit,
        place: placeOf(moment),
      },
    ]),
  };
}

function leftToMinimiser(run: JudgedRun, bound: MinimiserBound, value: number): number {
  const { reached, halfWidth } = minimiserAllowance(run);
  return Math.abs(value - bound(reached, endOf(run), run.trajectory.model)) + halfWidth;
}
