import type { JudgedRun } from '../../theory/judged-run';

/** After training in float64 w_prod is known to this share of ‖w⋆‖ … */
const ROUNDING = 1e-14;
/** … after an integration to so many times its tolerance. */
const TOLERANCES = 10;

/** R - R_min where w_prod is w⋆ to rounding, or to the integrator's tolerance: ratios to what is below it mean nothing. */
export function excessNoise({ setting: { problem }, trajectory: { dynamics } }: JudgedRun): number {
  const relative =
    dynamics.kind === 'gradientFlow'
      ? TOLERANCES * (dynamics.relativeTolerance + dynamics.absoluteTolerance)
      : ROUNDING;
  const distance = relative * problem.wStarNorm;
  return problem.lambdaMax * distance * distance;
}
