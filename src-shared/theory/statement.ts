import type { RegressionProblem } from '../network/regression-problem';

/** What the statements on minimisers depend on. */
export interface TheorySetting {
  readonly problem: RegressionProblem;
  /** L. */
  readonly depth: number;
  /** ‖p‖: 1 for fully connected networks. */
  readonly projectionNorm: number;
}

/** A theorem, corollary or formula that gives a number for a setting. */
export interface Statement {
  readonly id: string;
  readonly title: string;
  /** Where it stands in the paper, or that it goes beyond it. */
  readonly citation: string;
  /** In TeX. */
  readonly formula: string;
  readonly assumptions: readonly string[];
  /** How the number relates to what is measured, in words. */
  readonly meaning: string;
  /** The number, or null where an assumption fails. */
  readonly value: (setting: TheorySetting) => number | null;
}
