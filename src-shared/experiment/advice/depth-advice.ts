import { linearModel, type LinearModel } from '../../network/model';
import { log, power } from '../../numerics/elementary';
import type { JudgedRun } from '../../theory/judged-run';
import { observeRun } from '../../theory/observe-run';
import { chainSizes, escapeEstimate } from '../../theory/small-scale/escape-time';
import { initialScale } from '../../theory/small-scale/initial-scale';
import { smallInitialisationUpperBound } from '../../theory/small-initialisation-upper-bound';
import type { TheorySetting } from '../../theory/theory-setting';
import { plan } from '../plan';
import type { PreparedExperiment } from '../prepare';
import type { ExperimentSpec } from '../spec';

/** What the draws of one depth say, at scale 1: everything else follows, since weights are the scale times these. */
export interface DrawnStarts {
  readonly depth: number;
  readonly repetitions: number;
  /** The largest ε over the repetitions at scale 1; at scale s it is s² times that. */
  readonly epsilon: number;
  /** ‖b_{k-1}‖/‖b_k‖, k = 2 … L, of the repetition that leaves the saddle last: proportional to the scale. */
  readonly slowest: readonly number[];
  readonly model: LinearModel;
}

/**
 * Draws all repetitions of one depth at scale 1. Yields after each the share that is done.
 *
 * @param spec with the initialisation gaussianZeroLayer, shared draws and the scale 1 in its grid.
 */
export function* drawnStarts(
  spec: ExperimentSpec,
  prepared: PreparedExperiment,
  depth: number,
): Generator<number, DrawnStarts> {
  const { network, problem } = prepared.model(depth);
  const model = linearModel(network, problem);
  const cell = plan({ ...spec, grid: { ...spec.grid, depths: [depth], scales: [1] } }).cells.reduce((a, b) =>
    b.repetitions > a.repetitions ? b : a,
  );
  const weights = new Float64Array(model.shape.parameterCount);
  let epsilon = 0;
  let slowest: number[] = [];
  let least = Infinity;
  for (let repetition = 0; repetition < cell.repetitions; repetition += 1) {
    prepared.task(cell, repetition).initialise(weights);
    epsilon = Math.max(epsilon, epsilonOf(model, Float64Array.from(weights)));
    const sizes = chainSizes(model, weights);
    const product = sizes.reduce((sum, size) => sum + log(size), 0);
    if (product < least || repetition === 0) {
      least = product;
      slowest = sizes;
    }
    yield (repetition + 1) / cell.repetitions;
  }
  return { depth, repetitions: cell.repetitions, epsilon, slowest, model };
}

function epsilonOf(model: LinearModel, weights: Float64Array): number {
  return initialScale(
    observeStart({ problem: model.problem, depth: model.shape.depth, projectionNorm: 1 }, model, weights),
  );
}

/** Initial weights (not to be changed) as a run that has not moved yet, for what statements assume of starts. */
export function observeStart(setting: TheorySetting, model: LinearModel, weights: Float64Array): JudgedRun {
  const moments = [{ time: 0, step: null, weights, descent: 0 }];
  const dynamics = { kind: 'gradientFlow', relativeTolerance: 0, absoluteTolerance: 0 } as const;
  return observeRun(setting, { model, dynamics, moments }, { family: 'gaussianZeroLayer', scale: 1 });
}

/** What (A2) asks of one depth, and what it costs. */
export interface DepthAdvice {
  readonly depth: number;
  readonly repetitions: number;
  /** The largest scale at which every repetition satisfies ε <= 1 and 32 L √ε <= 1, to three digits. */
  readonly largestScale: number;
  /** The scale that the numbers below are for: at most that. */
  readonly scale: number;
  /** The largest ε over the repetitions there. */
  readonly epsilon: number;
  /** Until gradient flow has left the saddle near zero, of the repetition that takes longest; an estimate. */
  readonly escapeTime: number;
  /** Half of 2/(8 L Λ ‖w⋆‖^{2-2/L}): stable at every minimiser that Corollary 2 allows, to two digits. */
  readonly learningRate: number;
  /** Until the excess risk is 10⁻¹⁰ of that of zero weights, about; may exceed what a spec takes. */
  readonly steps: number;
}

/** (A2). */
const CONDITION_FACTOR = 32;
/** Escapes are estimated within a third or so: some may take longer. */
const ESCAPE_MARGIN = 1.5;
const DECREASE = 1e10;

/** The largest scale that (A2) allows these draws. */
export function largestScale({ depth, epsilon }: DrawnStarts): number {
  const allowed = Math.min(1, 1 / (CONDITION_FACTOR * depth));
  // A single layer that is zero is small at every scale.
  return epsilon > 0 ? roundedDown(allowed / Math.sqrt(epsilon), 3) : 1;
}

export function depthAdvice(starts: DrawnStarts, scale: number): DepthAdvice {
  const { depth, repetitions, epsilon, slowest, model } = starts;
  const { problem } = model;
  const { time } = escapeEstimate(
    model,
    slowest.map((size) => scale * size),
  );
  const learningRate = stableRate(starts);
  // Near the minimiser the excess risk falls at least like e^{-4 λ ‖b_1‖² t}, ‖b_1‖ = ‖w⋆‖^{1-1/L} where layers are balanced.
  const settling = log(DECREASE) / (4 * problem.lambdaMin * power(problem.wStarNorm, 2 - 2 / depth));
  return {
    depth,
    repetitions,
    largestScale: largestScale(starts),
    scale,
    epsilon: scale * scale * epsilon,
    escapeTime: time,
    learningRate,
    steps: stepsFor(time, settling, learningRate),
  };
}

/** The same for a smaller learning rate. */
export function withLearningRate(advice: DepthAdvice, learningRate: number): DepthAdvice {
  const steps = roundedUp((advice.steps * advice.learningRate) / learningRate, 2);
  return { ...advice, learningRate, steps };
}

function stepsFor(escape: number, settling: number, learningRate: number): number {
  return roundedUp((ESCAPE_MARGIN * escape + settling) / learningRate, 2);
}

function stableRate({ depth, model }: DrawnStarts): number {
  const bound = smallInitialisationUpperBound.value({ problem: model.problem, depth, projectionNorm: 1 });
  // Null for a covariance of lower rank, of which no advice is asked.
  return roundedDown(1 / (bound ?? NaN), 2);
}

/** To so many significant digits, not above the value. */
function roundedDown(value: number, digits: number): number {
  const near = Number(value.toPrecision(digits));
  if (near <= value || !Number.isFinite(value)) return near;
  const unit = Number(`1e${Number(value.toExponential(digits - 1).split('e')[1]) - digits + 1}`);
  return Number((near - unit).toPrecision(digits));
}

/** To so many significant digits, not below the value. */
function roundedUp(value: number, digits: number): number {
  const near = Number(value.toPrecision(digits));
  if (near >= value || !Number.isFinite(value)) return near;
  const unit = Number(`1e${Number(value.toExponential(digits - 1).split('e')[1]) - digits + 1}`);
  return Number((near + unit).toPrecision(digits));
}
