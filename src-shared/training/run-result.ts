/** How a finished run ended; `outcome.ts` states the criteria with their numbers. */
export const OUTCOMES = ['converged', 'cycling', 'collapsed', 'diverged', 'stepLimit'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is measured once a run. `src-shared/catalogue.ts` says what each means. */
export const MEASURES = [
  'initialRisk',
  'initialExcessRisk',
  'initialTestRisk',
  'initialSquaredDistance',
  'initialSharpness',
  'initialSharpnessAsPublished',
  'finalRisk',
  'finalExcessRisk',
  'finalTestRisk',
  'finalSquaredDistance',
  'finalSharpness',
  'finalSharpnessAsPublished',
] as const;
export type MeasureName = (typeof MEASURES)[number];

/** One measured number. A measure that does not exist (a diverged run's final ones) has no entry. */
export interface MeasureValue {
  readonly measure: MeasureName;
  readonly value: number;
  /** Bound or estimate of |value - true value| beyond rounding; null where rounding is all there is. */
  readonly error: number | null;
  /** How it was computed, where there is a choice. */
  readonly method: string | null;
}

/** What is recorded along a run. */
export const TRACE_QUANTITIES = [
  'excessRisk',
  'squaredDistance',
  'sharpness',
  'sharpnessAsPublished',
] as const;
export type TraceQuantity = (typeof TRACE_QUANTITIES)[number];

/** A recorded series: entry i after `every · i` updates; NaN once the parameters are not finite. */
export interface TraceSeries {
  readonly quantity: TraceQuantity;
  readonly every: number;
  readonly values: Float64Array;
}

/** Where a run stands in its experiment's plan. */
export interface RunPlace {
  /** Index of the cell. */
  readonly cell: number;
  /** Counted from 0. */
  readonly repetition: number;
}

export interface RunResult extends RunPlace {
  readonly outcome: Outcome;
  /** Updates that were computed: fewer than asked only where nothing could change any more. */
  readonly stepsTaken: number;
  readonly measures: readonly MeasureValue[];
  readonly traces: readonly TraceSeries[];
}
