import { modelScale, type LinearModel } from '../network/model';
import { norm } from '../numerics/dense';
import { AdaptiveSteps } from '../numerics/ode/adaptive-steps';
import { flowError, type FlowTolerances } from './flow-error';
import { CARRIED, CARRIED_COUNT, FlowField, type FlowCoordinate } from './flow-field';
import type { Moment } from './trajectory';

/** 'auto': arc length on a plateau near zero weights, then time. */
export const FLOW_COORDINATE_CHOICES = ['auto', 'time', 'arcLength'] as const;
export type FlowCoordinateChoice = (typeof FLOW_COORDINATE_CHOICES)[number];

/** A moment of gradient flow. */
export interface FlowMoment extends Moment {
  readonly step: null;
  /** ∫_0^t ‖∇R‖_F dt, the length of the path of the weights. */
  readonly arcLength: number;
  /**
   * Time since the flow is followed in time, null while it is followed in arc length: tells moments apart where `time` is
   * so large that their difference is lost in it.
   */
  readonly sinceSwitch: number | null;
}

/** The first step covers this share of the size of the weights. */
const FIRST_STEP = 1e-3;
/** A gradient below this share of Λ ‖W‖ counts as small: in the time 1/Λ the weights change by less than that share. */
const SMALL_GRADIENT = 0.1;
/** Halvings of a step to find a moment in it: beyond 53 nothing changes. */
const HALVINGS = 53;

/**
 * Gradient flow of a linear network, step by step. Where it is followed in arc length first, it changes over to time,
 * once and for good, when half the excess risk of zero weights is gone or the gradient is no longer small against the
 * weights. Each step can be looked into by its continuous extension.
 */
export class FlowCourse {
  /** Where the flow changed over from arc length to time; null: not (yet). */
  switchedAt: number | null = null;
  /** Time at the start of the step taken last, and at its end. */
  startTime = 0;
  time = 0;
  readonly #carried: number;
  #coordinate: FlowCoordinate;
  #field: FlowField;
  #run: AdaptiveSteps;
  #past = { steps: 0, rejected: 0, evaluations: 0 };
  /** Added to the carried time. */
  #origin = 0;

  constructor(
    private readonly model: LinearModel,
    initial: Float64Array,
    private readonly tolerances: FlowTolerances,
    private readonly choice: FlowCoordinateChoice,
  ) {
    this.#carried = model.shape.parameterCount;
    const state = new Float64Array(this.#carried + CARRIED_COUNT);
    state.set(initial);
    this.#field = new FlowField(model, 'time');
    this.#field.look(state);
    const size = norm(initial) || modelScale(model).targetSize;
    const onPlateau = choice === 'auto' && this.#onPlateau(initial);
    this.#coordinate = choice === 'arcLength' || onPlateau ? 'arcLength' : 'time';
    const step = FIRST_STEP * (this.#coordinate === 'time' ? size / this.#field.gradientNorm : size);
    this.#run = this.#begin(state, step);
  }

  get steps(): number {
    return this.#past.steps + this.#run.steps;
  }

  get rejected(): number {
    return this.#past.rejected + this.#run.rejected;
  }

  /** Gradients computed. */
  get evaluations(): number {
    return this.#past.evaluations + this.#run.evaluations;
  }

  /** R - R_min of the current weights. */
  get excessRisk(): number {
    return this.#field.excessRisk;
  }

  /** ‖∇R‖_F of the current weights. */
  get gradientNorm(): number {
    return this.#field.gradientNorm;
  }

  /** One step. False where no step is short enough to meet the tolerances. Not to be called where the gradient is 0. */
  advance(): boolean {
    if (this.choice === 'auto' && this.#coordinate === 'arcLength' && !this.#onPlateau(this.#run.state))
      this.#changeOver();
    const taken = this.#run.advance();
    if (taken) {
      this.startTime = this.time;
      this.time = this.#origin + this.#run.state[this.#carried + CARRIED.time]!;
    }
    return taken;
  }

  /** The moment after the last step. */
  now(): FlowMoment {
    return this.#moment(this.#run.state);
  }

  /** The moment at this time, which lies in the last step. */
  at(time: number): FlowMoment {
    const share = this.#shareWhere((s) => this.#origin + this.#carriedTimeInside(s) >= time);
    const moment = this.inside(share);
    // The two are the same where there was no arc length.
    return {
      ...moment,
      time,
      sinceSwitch: this.switchedAt === null && moment.sinceSwitch ? time : moment.sinceSwitch,
    };
  }

  /** Time since the flow changed over to time, and that at the start of the last step. */
  get sinceSwitch(): number {
    return this.#run.state[this.#carried + CARRIED.time]!;
  }

  get sinceSwitchBefore(): number {
    return this.#carriedTimeInside(0);
  }

  /** The moment so long after the change, which lies in the last step. */
  atSinceSwitch(sinceSwitch: number): FlowMoment {
    const share = this.#shareWhere((s) => this.#carriedTimeInside(s) >= sinceSwitch);
    return { ...this.inside(share), sinceSwitch };
  }

  /** The first moment of the last step at which `holds` of the weights, which it does at the step's end. */
  firstWhere(holds: (weights: Float64Array) => boolean): FlowMoment {
    const state = new Float64Array(this.#carried);
    return this.inside(
      this.#shareWhere((share) => {
        this.#run.inside(share, state);
        return holds(state);
      }),
    );
  }

  /** The moment inside the last step: share 0 is its start, 1 its end. */
  inside(share: number): FlowMoment {
    if (share === 1) return this.now();
    const state = new Float64Array(this.#carried + CARRIED_COUNT);
    this.#run.inside(share, state);
    return this.#moment(state);
  }

  #carriedTimeInside(share: number): number {
    return this.#run.entryInside(share, this.#carried + CARRIED.time);
  }

  #shareWhere(holds: (share: number) => boolean): number {
    let [before, after] = [0, 1];
    for (let i = 0; i < HALVINGS; i += 1) {
      const middle = (before + after) / 2;
      if (holds(middle)) after = middle;
      else before = middle;
    }
    return after;
  }

  #moment(state: Float64Array): FlowMoment {
    const carried = (which: keyof typeof CARRIED): number => state[this.#carried + CARRIED[which]]!;
    return {
      time: this.#origin + carried('time'),
      step: null,
      weights: state.slice(0, this.#carried),
      descent: carried('descent'),
      arcLength: carried('arcLength'),
      sinceSwitch: this.#coordinate === 'time' ? carried('time') : null,
    };
  }

  /** Excess risk and gradient are those that the field saw last: of the current weights, as a step's last stage is. */
  #onPlateau(state: Float64Array): boolean {
    const { excessRisk, gradientNorm } = this.#field;
    const size = norm(state, this.#carried);
    return (
      excessRisk >= 0.5 * modelScale(this.model).zeroExcessRisk &&
      gradientNorm <= SMALL_GRADIENT * this.model.problem.lambdaMax * size
    );
  }

  #changeOver(): void {
    const { steps, rejected, evaluations, lastStep } = this.#run;
    const past = this.#past;
    this.#past = {
      steps: past.steps + steps,
      rejected: past.rejected + rejected,
      evaluations: past.evaluations + evaluations,
    };
    const state = Float64Array.from(this.#run.state);
    this.#origin = this.time;
    this.switchedAt = this.time;
    state[this.#carried + CARRIED.time] = 0;
    this.#coordinate = 'time';
    this.#run = this.#begin(state, lastStep / this.#field.gradientNorm);
  }

  #begin(state: Float64Array, step: number): AdaptiveSteps {
    this.#field = new FlowField(this.model, this.#coordinate);
    return new AdaptiveSteps(this.#field, 0, state, step, flowError(this.model.shape, this.tolerances));
  }
}
