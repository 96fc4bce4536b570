import { excessRounding } from '../general/excess-rounding';
import type { JudgedRun, MomentFacts } from '../judged-run';

export interface MeasuredRate {
  /** µ(t) = Σ_k ‖∇_k R‖_F² / (R - R_min); not a number where both are 0. */
  readonly rate: number;
  /** By rounding of both sides. */
  readonly error: number;
}

export function measuredRate(run: JudgedRun, moment: MomentFacts): MeasuredRate {
  const rate = moment.gradientSquares.reduce((sum, square) => sum + square, 0) / moment.excessRisk;
  return { rate, error: Math.abs(rate) * (excessRounding(run, moment) / moment.excessRisk) };
}
