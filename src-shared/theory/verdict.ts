/** How a measured number is to stand to its bound. */
export type Relation = 'atMost' | 'atLeast';

/** Where along a run something was measured. */
export interface VerdictPlace {
  /** t; of gradient descent η · step. */
  readonly time: number;
  /** Updates done; null of gradient flow. */
  readonly step: number | null;
  /** Counted from 1; null where it is about no single layer. */
  readonly layer: number | null;
}

/** One condition of a hypothesis. */
export interface Condition {
  readonly id: string;
  /** What is assumed, as text with TeX between dollar signs: "$32 L \sqrt\varepsilon \le 1$". */
  readonly text: string;
  /** Null: what the paper prints does not decide it. */
  readonly holds: boolean | null;
  readonly measured: number | null;
  readonly bound: number | null;
}

/** All conditions together; `measured` and `bound` are those of the condition that decides: the first that fails. */
export interface HypothesisVerdict {
  readonly holds: boolean | null;
  readonly measured: number | null;
  readonly bound: number | null;
  readonly conditions: readonly Condition[];
}

/** An inequality held against what was measured, at the moment and layer where it is closest to failing. */
export interface ConclusionVerdict {
  /** Null: nothing could be measured. */
  readonly holds: boolean | null;
  readonly measured: number | null;
  readonly bound: number | null;
  readonly relation: Relation;
  /**
   * By how much of the bound it holds, negative where it fails: (bound - measured)/|bound| for 'atMost', its opposite
   * for 'atLeast'; the plain difference where the bound is 0.
   */
  readonly slack: number | null;
  /** What `measured` may be off by, and the inequality is forgiven. */
  readonly error: number;
  /** Where it is closest to failing, or fails most. */
  readonly worst: VerdictPlace | null;
  /** The earliest moment, there the first layer, at which it fails. */
  readonly firstViolation: VerdictPlace | null;
  /** Whether the bound says nothing: any network would satisfy it (an alignment above a negative number). */
  readonly vacuous: boolean;
}

/** A statement held against one run: hypothesis and conclusion apart. */
export interface StatementVerdict {
  /** Id of the statement. */
  readonly statement: string;
  readonly hypothesis: HypothesisVerdict;
  readonly conclusion: ConclusionVerdict;
}
