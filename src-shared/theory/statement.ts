import type { JudgedRun } from './judged-run';
import type { TheorySetting } from './theory-setting';
import type { StatementVerdict } from './verdict';

/** What a statement is about: its place in the paper. */
export const STATEMENT_SUBJECTS = ['minimisers', 'smallScale', 'residual', 'general'] as const;
export type StatementSubject = (typeof STATEMENT_SUBJECTS)[number];

/** A theorem, lemma, corollary or formula: a number for a setting, something to hold against runs, or both. */
export interface Statement {
  readonly id: string;
  readonly title: string;
  readonly subject: StatementSubject;
  /** Where it stands in the paper, or that it goes beyond it. */
  readonly citation: string;
  /** In TeX. */
  readonly formula: string;
  readonly assumptions: readonly string[];
  /** What it says, in one sentence. */
  readonly meaning: string;
  /** Where the printed text slips, and what is used instead. */
  readonly correction?: string;
  /** The number, or null where an assumption fails. */
  readonly value?: (setting: TheorySetting) => number | null;
  /** Hypothesis and conclusion, held against a run. */
  readonly judge?: (run: JudgedRun) => StatementVerdict;
  /** What is measured for that, in words with TeX between dollar signs. */
  readonly quantities?: readonly string[];
  /** Of judging one moment, in multiply-adds: "O(L d³)". */
  readonly cost?: string;
}
