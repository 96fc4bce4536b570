import type { CurvatureQuestion, CurvatureService } from '../curvature/curvature-service';
import type { PowerIterationResult } from '../curvature/power-iteration';
import type { Sharpness } from '../curvature/sharpness';
import type { RunDraws } from '../network/draws/run-draws';
import { modelScale, type Model, type Observation } from '../network/model';
import { classifyOutcome, TAIL_STEPS, type TailWatch } from './outcome';
import type { MeasureName, MeasureValue, Outcome, TraceQuantity, TraceSeries } from './run-result';

/** Everything that one run depends on, and nothing else. */
export interface RunTask {
  readonly model: Model;
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

/** A network at one moment of its run, as whoever trains it shows it. */
export interface RunState {
  /** Whether every parameter is finite. */
  readonly finite: boolean;
  /** A copy of the weights. */
  weights(): Float64Array;
  observe(): Observation;
  testRisk(): number | null;
}

/** The authors' script takes the sharpness every fifth step. */
const PUBLISHED_INTERVAL = 5;

/** After how many updates the final published sharpness is taken; 0 where the run is shorter than the first time. */
export function finalPublishedTime(steps: number, phase: number): number {
  return Math.max(0, steps - ((steps - phase) % PUBLISHED_INTERVAL));
}

/** What of a course has to be kept to go on with it elsewhere. */
export interface CourseCheckpoint {
  readonly initialOutputSize: number;
  readonly measures: Readonly<Record<keyof Measures, readonly MeasureValue[]>>;
  readonly traces: readonly TraceSeries[];
}

interface Measures {
  initial: MeasureValue[];
  final: MeasureValue[];
  published: MeasureValue[];
}

/**
 * What is recorded along one run, and when. Knows nothing of how the run is trained: whoever trains it stops at
 * `nextStop`, shows the state there (`visit`) and at the end (`end`), and takes the result once the curvatures that
 * were asked for on the way have been answered.
 */
export class RunCourse {
  /** From here on, the excess risk of the weights before every update is watched. */
  readonly tailStart: number;
  readonly #publishedTime: number;
  readonly #every: number;
  readonly #traces: readonly TraceSeries[];
  #measures: Measures = { initial: [], final: [], published: [] };
  #initialOutputSize = NaN;
  #outcome: Outcome | null = null;
  #unanswered = 0;
  #lastStart: { readonly time: number; readonly vector: Float64Array } | null = null;

  constructor(
    readonly task: RunTask,
    private readonly curvature: CurvatureService,
    checkpoint?: CourseCheckpoint,
  ) {
    const { steps, trace, publishedPhase } = task;
    this.tailStart = Math.max(0, steps - TAIL_STEPS);
    this.#publishedTime = finalPublishedTime(steps, publishedPhase);
    this.#every = trace?.every ?? Infinity;
    if (checkpoint === undefined) {
      this.#traces = (trace?.quantities ?? []).map((quantity) => ({
        quantity,
        every: trace!.every,
        values: new Float64Array(Math.floor(steps / trace!.every) + 1).fill(NaN),
      }));
    } else {
      this.#traces = checkpoint.traces;
      this.#initialOutputSize = checkpoint.initialOutputSize;
      const { initial, final, published } = checkpoint.measures;
      this.#measures = { initial: [...initial], final: [...final], published: [...published] };
    }
  }

  /** The first time after `time` at which the trainer has to stop: for a visit, for the tail to begin, or for the end. */
  nextStop(time: number): number {
    const nextSample = (Math.floor(time / this.#every) + 1) * this.#every;
    let next = Math.min(this.task.steps, nextSample);
    if (this.#publishedTime > time) next = Math.min(next, this.#publishedTime);
    if (this.tailStart > time) next = Math.min(next, this.tailStart);
    return next;
  }

  /** Records what is due after `time` updates. */
  visit(time: number, state: RunState): void {
    if (time === 0) {
      this.#initialOutputSize = state.observe().outputSize;
      this.#measure('initial', time, state);
      this.#published('initial', time, state, this.#measures.initial);
    }
    if (time === this.#publishedTime) this.#published('final', time, state, this.#measures.published);
    if (time % this.#every === 0 && state.finite) this.#sample(time, state);
  }

  /** Records the end. `tail` has seen the excess risk before every update of the tail. */
  end(state: RunState, tail: TailWatch): void {
    const observation = state.observe();
    tail.see(observation.excessRisk);
    this.#outcome = classifyOutcome(modelScale(this.task.model), {
      ...observation,
      finite: state.finite,
      initialOutputSize: this.#initialOutputSize,
      rose: tail.rose,
    });
    if (state.finite) this.#measure('final', this.task.steps, state);
  }

  /** The result; null while it is not complete. */
  result(stepsTaken: number): SimulatedRun | null {
    if (this.#outcome === null || this.#unanswered > 0) return null;
    const { initial, final, published } = this.#measures;
    return {
      outcome: this.#outcome,
      stepsTaken,
      measures: [...initial, ...final, ...published].filter(({ value }) => Number.isFinite(value)),
      traces: this.#traces,
    };
  }

  /** What is recorded so far; null while curvatures are being computed. */
  checkpoint(): CourseCheckpoint | null {
    if (this.#unanswered > 0) return null;
    return { initialOutputSize: this.#initialOutputSize, measures: this.#measures, traces: this.#traces };
  }

  #measure(when: 'initial' | 'final', time: number, state: RunState): void {
    const measures = this.#measures[when];
    const observation = state.observe();
    const testRisk = state.testRisk();
    measures.push(
      exact(`${when}Risk`, observation.risk),
      exact(`${when}ExcessRisk`, observation.excessRisk),
      ...(observation.squaredDistance === null
        ? []
        : [exact(`${when}SquaredDistance`, observation.squaredDistance)]),
      ...(testRisk === null ? [] : [exact(`${when}TestRisk`, testRisk)]),
    );
    const place = measures.length;
    measures.push(exact(`${when}Sharpness`, NaN));
    this.#askSharpness(time, state, (found) => {
      measures[place] = { measure: `${when}Sharpness`, ...found };
    });
  }

  /** The published sharpness now; nothing where it is not a number (the authors count that as divergence). */
  #published(when: 'initial' | 'final', time: number, state: RunState, measures: MeasureValue[]): void {
    if (!state.finite) return;
    const measure = `${when}SharpnessAsPublished` as const;
    const place = measures.length;
    measures.push(exact(measure, NaN));
    this.#askPublished(time, state, ({ value, lastChange }) => {
      measures[place] = { measure, value, error: lastChange, method: 'power-iteration' };
    });
  }

  #sample(time: number, state: RunState): void {
    for (const { quantity, every, values } of this.#traces) {
      const index = time / every;
      const keep = (value: number): void => {
        values[index] = Number.isFinite(value) ? value : NaN;
      };
      switch (quantity) {
        case 'excessRisk':
        case 'squaredDistance':
          keep(state.observe()[quantity] ?? NaN);
          break;
        case 'sharpness':
          this.#askSharpness(time, state, ({ value }) => keep(value));
          break;
        case 'sharpnessAsPublished':
          this.#askPublished(time, state, ({ value }) => keep(value));
          break;
      }
    }
  }

  #askSharpness(time: number, state: RunState, answer: (found: Sharpness) => void): void {
    this.#unanswered += 1;
    this.curvature.sharpness(this.#question(time, state), (found) => {
      this.#unanswered -= 1;
      answer(found);
    });
  }

  #askPublished(time: number, state: RunState, answer: (found: PowerIterationResult) => void): void {
    this.#unanswered += 1;
    this.curvature.published(this.#question(time, state), (found) => {
      this.#unanswered -= 1;
      answer(found);
    });
  }

  #question(time: number, state: RunState): CurvatureQuestion {
    return { weights: state.weights(), start: () => this.#start(time) };
  }

  /** The start vector of one time; the two sharpnesses share it, so it is drawn once. */
  #start(time: number): Float64Array {
    if (this.#lastStart?.time !== time) {
      const { draws, model } = this.task;
      this.#lastStart = { time, vector: draws.powerIterationStart(time, model.shape.parameterCount) };
    }
    return this.#lastStart.vector;
  }
}

function exact(measure: MeasureName, value: number): MeasureValue {
  return { measure, value, error: null, method: null };
}
