import { TRACE_QUANTITIES, type MeasureName, type Outcome, type TraceQuantity } from '../training/run-result';
import type { FigureText } from './figure-data';
import { OUTCOME_LABELS } from './heatmap-quantity';
import { LEARNING_RATE, DEPTH, scaleTitle } from './phrases';

/** What can stand on an axis of a scatter plot. */

export const SCATTER_SETTINGS = ['learningRate', 'scale', 'depth'] as const;
export type ScatterSetting = (typeof SCATTER_SETTINGS)[number];

/** What is measured at both ends of a run; the last four can be recorded along it. */
export const COURSE_QUANTITIES = ['risk', 'testRisk', ...TRACE_QUANTITIES] as const;
export type CourseQuantity = (typeof COURSE_QUANTITIES)[number];

/** Which number of a course: before the first step, after the last, or of what was recorded on the way. */
export const ALONG = ['first', 'last', 'min', 'max', 'mean'] as const;
export type Along = (typeof ALONG)[number];
/** Those for which the course has to be recorded. */
export type Recorded = Exclude<Along, 'first' | 'last'>;

/** One number of the runs of a cell. */
export const ACROSS = ['mean', 'min', 'max'] as const;
export type Across = (typeof ACROSS)[number];

export type ScatterQuantity =
  | { readonly of: 'setting'; readonly setting: ScatterSetting }
  | { readonly of: 'course'; readonly quantity: CourseQuantity; readonly along: Along }
  | { readonly of: 'stepsTaken' }
  /** The share of a cell's finished runs that ended so: for points that are cells. */
  | { readonly of: 'outcome'; readonly outcome: Outcome };

export interface ScatterAxis {
  readonly what: ScatterQuantity;
  readonly scale: 'linear' | 'log';
}

const QUANTITY_WORDS: Record<CourseQuantity, string> = {
  risk: 'Risk',
  testRisk: 'Test risk',
  excessRisk: 'Excess risk',
  squaredDistance: 'Squared distance',
  sharpness: 'Sharpness',
  sharpnessAsPublished: 'Sharpness as published',
};

const ALONG_WORDS: Record<Along, string> = {
  first: 'at initialisation',
  last: 'after training',
  min: 'least of its course',
  max: 'greatest of its course',
  mean: 'mean of its course',
};

/** The quantity alone, for a list to choose from. */
export function scatterQuantityTitle(quantity: CourseQuantity): string {
  return QUANTITY_WORDS[quantity];
}

export function alongTitle(along: Along): string {
  return ALONG_WORDS[along];
}

export function scatterTitle(what: ScatterQuantity, scaleSymbol: string | null): FigureText {
  switch (what.of) {
    case 'setting':
      return SETTING_TITLES[what.setting](scaleSymbol);
    case 'course':
      return `${QUANTITY_WORDS[what.quantity]}, ${ALONG_WORDS[what.along]}`;
    case 'stepsTaken':
      return 'Steps that were computed';
    case 'outcome':
      return `Share of runs: ${OUTCOME_LABELS[what.outcome]}`;
  }
}

const SETTING_TITLES: Record<ScatterSetting, (scaleSymbol: string | null) => FigureText> = {
  learningRate: () => LEARNING_RATE,
  scale: scaleTitle,
  depth: () => DEPTH,
};

/** The measure that a course begins or ends with. */
export function endMeasure(quantity: CourseQuantity, along: 'first' | 'last'): MeasureName {
  const name = `${quantity.charAt(0).toUpperCase()}${quantity.slice(1)}` as Capitalize<CourseQuantity>;
  return along === 'first' ? `initial${name}` : `final${name}`;
}

/** A measure by the same words. */
export function measureTitle(measure: MeasureName): string {
  const along = measure.startsWith('initial') ? 'first' : 'last';
  const quantity = COURSE_QUANTITIES.find((own) => endMeasure(own, along) === measure)!;
  return `${QUANTITY_WORDS[quantity]}, ${ALONG_WORDS[along]}`;
}

/** What has to be recorded along runs for this axis; null where nothing has. */
export function recordedOn({
  what,
}: ScatterAxis): { readonly quantity: TraceQuantity; readonly along: Recorded } | null {
  if (what.of !== 'course' || what.along === 'first' || what.along === 'last') return null;
  const quantity = TRACE_QUANTITIES.find((name) => name === what.quantity);
  return quantity === undefined ? null : { quantity, along: what.along };
}

/** One number of a recorded course, of its finite samples; null where there is none. */
export function reduceCourse(values: Float64Array, along: Recorded): number | null {
  let [least, most, sum, count] = [Infinity, -Infinity, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
    count += 1;
  }
  if (count === 0) return null;
  return { min: least, max: most, mean: sum / count }[along];
}

/** A name for files, apart from other axes. */
export function scatterAxisId({ what }: ScatterAxis): string {
  switch (what.of) {
    case 'setting':
      return what.setting;
    case 'course':
      return `${what.along}-${what.quantity}`;
    case 'stepsTaken':
      return 'steps';
    case 'outcome':
      return what.outcome;
  }
}
