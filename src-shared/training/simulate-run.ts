import { linearHessian } from '../curvature/linear-hessian';
import { powerIteration } from '../curvature/power-iteration';
import { sharpness, type Sharpness } from '../curvature/sharpness';
import { allFinite, norm } from '../numerics/dense';
import { backward, excessRisk, linearWorkspace, squaredDistance } from '../network/linear-network';
import type { RunDraws } from '../network/draws/run-draws';
import { meanSquaredError, type RegressionProblem } from '../network/regression-problem';
import type { LinearNetwork } from '../network/shape';
import { gradientDescentStep } from './gradient-descent';
import { classifyOutcome, TAIL_STEPS, TailWatch } from './outcome';
import type { MeasureName, MeasureValue, Outcome, TraceQuantity, TraceSeries } from './run-result';

/** Everything that one run depends on, and nothing else. */
export interface RunTask {
  readonly network: LinearNetwork;
  readonly problem: RegressionProblem;
  readonly learningRate: number;
  readonly steps: number;
  readonly draws: RunDraws;
  /** Writes the initial weights. */
  readonly initialise: (out: Float64Array) => void;
  readonly trace: { readonly every: number; readonly quantities: readonly TraceQuantity[] } | null;
  /** The published sharpness is taken after t updates, t ≡ phase (mod 5): the last such t counts as final. */
  readonly publishedPhase: number;
}

export interface SimulatedRun {
  readonly outcome: Outcome;
  readonly stepsTaken: number;
  readonly measures: readonly MeasureValue[];
  readonly traces: readonly TraceSeries[];
}

/** The authors' script takes the sharpness every fifth step. */
const PUBLISHED_INTERVAL = 5;
/** Updates between two looks whether a run can still change: part of the result, as `stepsTaken` shows it. */
export const LIVENESS_INTERVAL = 50;
/** Multiply-adds of one slice of work: about a millisecond. */
const SLICE_WORK = 1_000_000;

/** After how many updates the final published sharpness is taken; 0 where the run is shorter than the first time. */
export function finalPublishedTime(steps: number, phase: number): number {
  return Math.max(0, steps - ((steps - phase) % PUBLISHED_INTERVAL));
}

/**
 * Trains one network and measures it. Yields the number of updates done since the last yield, often enough for the
 * caller to stay responsive; where it yields changes no result.
 *
 * @param onProduct a sign of life during long eigenvalue computations.
 */
export function* simulateRun(task: RunTask, onProduct?: () => void): Generator<number, SimulatedRun> {
  const run = new Run(task, onProduct);
  const initial = run.measures('initial');
  const publishedTime = finalPublishedTime(task.steps, task.publishedPhase);
  const tailStart = Math.max(0, task.steps - TAIL_STEPS);
  const every = task.trace?.every ?? Infinity;
  let published: readonly MeasureValue[] = publishedTime === 0 ? run.publishedSharpness('final') : [];
  run.sampleTraces();
  while (run.time < task.steps) {
    const nextSample = (Math.floor(run.time / every) + 1) * every;
    const stops = [task.steps, nextSample, publishedTime, tailStart].filter((time) => time > run.time);
    yield* run.advance(Math.min(...stops), run.time >= tailStart);
    if (run.time % every === 0) run.sampleTraces();
    if (run.time === publishedTime) published = run.publishedSharpness('final');
  }
  const end = run.end();
  const outcome = classifyOutcome(task.problem, end);
  const final = end.finite ? run.measures('final') : [];
  return {
    outcome,
    stepsTaken: run.stepsTaken,
    measures: [...initial, ...final, ...published],
    traces: run.traces,
  };
}

/** The state of one run. */
class Run {
  time = 0;
  stepsTaken = 0;
  readonly traces: TraceSeries[];
  readonly #weights: Float64Array;
  readonly #before: Float64Array;
  readonly #workspace;
  readonly #tail = new TailWatch();
  readonly #initialProductNorm: number;
  /** Set once no further update can change anything. */
  #still: 'fixed' | 'notFinite' | null = null;

  constructor(
    private readonly task: RunTask,
    private readonly onProduct: (() => void) | undefined,
  ) {
    const { network, trace, steps } = task;
    this.#weights = new Float64Array(network.shape.parameterCount);
    this.#before = new Float64Array(network.shape.parameterCount);
    this.#workspace = linearWorkspace(network);
    task.initialise(this.#weights);
    this.#look();
    this.#initialProductNorm = norm(this.#workspace.outputs[0]!);
    this.traces = (trace?.quantities ?? []).map((quantity) => ({
      quantity,
      every: trace!.every,
      values: new Float64Array(Math.floor(steps / trace!.every) + 1).fill(NaN),
    }));
  }

  /** Goes on to `target`, in slices; in the tail it also watches the risk. */
  *advance(target: number, inTail: boolean): Generator<number, void> {
    const { network, problem, learningRate } = this.task;
    const slice = Math.max(1, Math.floor(SLICE_WORK / (3 * network.shape.parameterCount)));
    let sinceYield = 0;
    while (this.time < target && this.#still === null) {
      const looks = (this.time + 1) % LIVENESS_INTERVAL === 0;
      if (looks) this.#before.set(this.#weights);
      gradientDescentStep(network, problem, learningRate, this.#weights, this.#workspace);
      if (inTail) this.#tail.see(excessRisk(this.#workspace));
      this.time += 1;
      this.stepsTaken += 1;
      sinceYield += 1;
      if (looks) this.#checkStill();
      if (sinceYield === slice) {
        yield sinceYield;
        sinceYield = 0;
      }
    }
    // What is left would repeat the same state.
    yield sinceYield + (target - this.time);
    this.time = target;
  }

  #checkStill(): void {
    if (!allFinite(this.#weights)) this.#still = 'notFinite';
    else if (sameBits(this.#before, this.#weights)) this.#still = 'fixed';
  }

  /** Brings the workspace to the current weights: a step leaves that of the weights before it. */
  #look(): void {
    backward(this.task.network, this.task.problem, this.#weights, this.#workspace);
  }

  /** What the outcome is decided by; brings the workspace up to date. */
  end(): Parameters<typeof classifyOutcome>[1] {
    this.#look();
    const excess = excessRisk(this.#workspace);
    this.#tail.see(excess);
    return {
      finite: allFinite(this.#weights),
      excessRisk: excess,
      product: this.#workspace.outputs[0]!,
      initialProductNorm: this.#initialProductNorm,
      rose: this.#tail.rose,
    };
  }

  /** The measures of the current weights. */
  measures(when: 'initial' | 'final'): MeasureValue[] {
    const { problem } = this.task;
    this.#look();
    const excess = excessRisk(this.#workspace);
    const values = [
      exact(`${when}Risk`, problem.riskMin + excess),
      exact(`${when}ExcessRisk`, excess),
      exact(`${when}SquaredDistance`, squaredDistance(this.#workspace)),
      ...(problem.test
        ? [exact(`${when}TestRisk`, meanSquaredError(problem.test, this.#workspace.outputs[0]!))]
        : []),
      { measure: `${when}Sharpness` as const, ...this.#sharpness() },
      ...(when === 'initial' ? this.publishedSharpness('initial') : []),
    ];
    return values.filter(({ value }) => Number.isFinite(value));
  }

  #sharpness(): Sharpness {
    const { network, problem } = this.task;
    return sharpness(network, problem, this.#weights, () => this.#start(), this.onProduct);
  }

  /** The published sharpness now; nothing where it is not a number (the authors count that as divergence). */
  publishedSharpness(when: 'initial' | 'final'): MeasureValue[] {
    const { value, lastChange } = this.#powerIteration();
    if (!Number.isFinite(value)) return [];
    return [{ measure: `${when}SharpnessAsPublished`, value, error: lastChange, method: 'power-iteration' }];
  }

  #powerIteration(): { value: number; lastChange: number } {
    const { network, problem } = this.task;
    if (!allFinite(this.#weights)) return { value: NaN, lastChange: NaN };
    return powerIteration(linearHessian(network, problem, this.#weights), this.#start());
  }

  #start(): Float64Array {
    return this.task.draws.powerIterationStart(this.time, this.task.network.shape.parameterCount);
  }

  sampleTraces(): void {
    if (this.traces.length === 0 || !allFinite(this.#weights)) return;
    this.#look();
    for (const { quantity, every, values } of this.traces) {
      const value = this.#traced(quantity);
      values[this.time / every] = Number.isFinite(value) ? value : NaN;
    }
  }

  #traced(quantity: TraceQuantity): number {
    switch (quantity) {
      case 'excessRisk':
        return excessRisk(this.#workspace);
      case 'squaredDistance':
        return squaredDistance(this.#workspace);
      case 'sharpness':
        return this.#sharpness().value;
      case 'sharpnessAsPublished':
        return this.#powerIteration().value;
    }
  }
}

function exact(measure: MeasureName, value: number): MeasureValue {
  return { measure, value, error: null, method: null };
}

/** Whether two arrays hold the same 64-bit patterns. */
function sameBits(a: Float64Array, b: Float64Array): boolean {
  const left = new Uint32Array(a.buffer, a.byteOffset, 2 * a.length);
  const right = new Uint32Array(b.buffer, b.byteOffset, 2 * b.length);
  for (let i = 0; i < left.length; i += 1) if (left[i] !== right[i]) return false;
  return true;
}
