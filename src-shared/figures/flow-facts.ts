import type { Cell } from '../experiment/plan';
import type { JudgedRun } from '../theory/judged-run';
import { minimalSharpness } from '../theory/minimal-sharpness';
import { driftsOf, largestRelativeDrift } from '../theory/small-scale/drift';
import type { StatementVerdict } from '../theory/verdict';
import type { FlowBesideDescent } from '../training/flow-beside-descent';
import type { FlowCoordinateChoice, FlowMoment } from '../training/flow-course';
import { FlowField } from '../training/flow-field';
import type { FlowEnding, FlowOptions, FlowResult } from '../training/gradient-flow';
import type { RunPlace } from '../training/run-result';

/** Gradient flow at one moment. */
export interface FlowMomentFacts {
  readonly time: number;
  /** As of FlowMoment. */
  readonly sinceSwitch: number | null;
  readonly arcLength: number;
  /** R - R_min. */
  readonly excessRisk: number;
  /** ‖∇R‖_F. */
  readonly gradientNorm: number;
  /** ∫_0^t ‖∇R‖_F² dt. */
  readonly descent: number;
  /** ‖W_k‖_F, k = 1 … L. */
  readonly layerNorms: readonly number[];
  /** max_k ‖D_k(t) - D_k(0)‖_F, D_k = W_{k+1}ᵀW_{k+1} - W_kW_kᵀ; 0 along the exact flow (Lemma 1), and for L = 1. */
  readonly drift: number;
}

export interface FlowBesideFacts extends FlowBesideDescent {
  /** Whether gradient descent left the range of numbers: its last moment is the last at which it was finite. */
  readonly diverged: boolean;
}

/** Gradient flow from the initial weights of one run. */
export interface FlowFacts extends RunPlace {
  readonly learningRate: number;
  readonly scale: number;
  readonly depth: number;
  /** D. */
  readonly dimension: number;
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  readonly coordinate: FlowCoordinateChoice;
  readonly ended: FlowEnding;
  readonly steps: number;
  readonly rejected: number;
  /** Gradients computed. */
  readonly evaluations: number;
  /** Where half the excess risk of zero weights was gone; null where it was from the start, or not by the end. */
  readonly escape: { readonly time: number; readonly arcLength: number } | null;
  /** Where it changed over from arc length to time; null where it did not. */
  readonly switchedAt: number | null;
  /** Largest drift over moments and layers, as a share of the largest ‖W_k‖_F² up to that moment. */
  readonly relativeDrift: number;
  /** λ_max of the Hessian at the end, with its error, and S_min. */
  readonly sharpness: { readonly value: number; readonly error: number };
  readonly minimalSharpness: number;
  readonly moments: readonly FlowMomentFacts[];
  /** Gradient descent beside it, from the same weights; null where it was not asked for. */
  readonly beside: FlowBesideFacts | null;
  /** All statements, held against this flow. */
  readonly verdicts: readonly StatementVerdict[];
}

export interface FlowMeasured {
  readonly cell: Cell;
  readonly repetition: number;
  readonly options: FlowOptions;
  readonly result: FlowResult;
  /** Of `result`. */
  readonly run: JudgedRun;
  readonly beside: FlowBesideDescent | null;
  readonly verdicts: readonly StatementVerdict[];
}

export function flowFacts({
  cell,
  repetition,
  options,
  result,
  run,
  beside,
  verdicts,
}: FlowMeasured): FlowFacts {
  const { learningRate, scale, depth } = cell;
  const { ended, steps, rejected, evaluations, escape, switchedAt, trajectory } = result;
  const { value, error } = run.moments.at(-1)!.sharpness;
  const field = new FlowField(trajectory.model, 'time');
  return {
    cell: cell.index,
    repetition,
    learningRate,
    scale,
    depth,
    dimension: trajectory.model.shape.parameterCount,
    relativeTolerance: options.relativeTolerance,
    absoluteTolerance: options.absoluteTolerance,
    coordinate: options.coordinate,
    ended,
    steps,
    rejected,
    evaluations,
    escape: escape && { time: escape.time, arcLength: escape.arcLength },
    switchedAt,
    relativeDrift: largestRelativeDrift(run),
    sharpness: { value, error },
    minimalSharpness: minimalSharpness.value(run.setting),
    moments: trajectory.moments.map((moment, i) => momentFacts(moment, run, i, field)),
    beside: beside && {
      ...beside,
      diverged: beside.complete && beside.moments.at(-1)!.step < cell.steps,
    },
    verdicts,
  };
}

function momentFacts(
  { time, sinceSwitch, arcLength, descent, weights }: FlowMoment,
  run: JudgedRun,
  i: number,
  field: FlowField,
): FlowMomentFacts {
  field.look(weights);
  const { excessRisk, gradientNorm } = field;
  return {
    time,
    sinceSwitch,
    arcLength,
    excessRisk,
    gradientNorm,
    descent,
    layerNorms: run.moments[i]!.layers.map(({ frobeniusNorm }) => frobeniusNorm),
    drift: driftsOf(run)[i]!.pairs.reduce((most, { frobeniusNorm }) => Math.max(most, frobeniusNorm), 0),
  };
}
