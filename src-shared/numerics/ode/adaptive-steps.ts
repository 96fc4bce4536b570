import { power } from '../elementary';
import { DormandPrince } from './dormand-prince';
import { STABLE_REACH } from './dormand-prince-tableau';
import type { OdeSystem } from './system';

/** Writes into `out` what the error of each entry may be, of a step from `before` to `after`: 0 or positive. */
export type AllowedError = (before: Float64Array, after: Float64Array, out: Float64Array) => void;

/** Hairer's constants: the step changes by 0.9 · error^-0.17 · (error before)^0.04, at least to a fifth, at most tenfold. */
const SAFETY = 0.9;
const MEMORY = 0.04;
const RESPONSE = 0.2 - 0.75 * MEMORY;
const LEAST_FACTOR = 0.2;
const LARGEST_FACTOR = 10;
/** An error of less than this counts as this, so that one lucky step does not shape the next. */
const LEAST_ERROR = 1e-4;
/** So many rejections in a row reduce a step by 5^-60: the tolerance is below what rounding allows. */
const MOST_REJECTIONS = 60;

/**
 * Integrates an ODE by Dormand and Prince's method with steps such that the largest |error|/allowed over all entries is
 * at most 1 (a PI controller, Hairer and Wanner IV.2), and such that they stay inside the method's region of stability:
 * without the latter, steps along a slow mode grow until a fast one that has died out comes back and is rejected.
 */
export class AdaptiveSteps {
  /** Steps taken. */
  steps = 0;
  rejected = 0;
  readonly #method: DormandPrince;
  readonly #allowed: Float64Array;
  #errorBefore = LEAST_ERROR;

  constructor(
    system: OdeSystem,
    time: number,
    state: Float64Array,
    /** Length of the next step to be tried. */
    private nextStep: number,
    private readonly allowedError: AllowedError,
  ) {
    this.#method = new DormandPrince(system, time, state);
    this.#allowed = new Float64Array(system.dimension);
  }

  get time(): number {
    return this.#method.time;
  }

  /** Where the last step began. */
  get startTime(): number {
    return this.#method.startTime;
  }

  /** Read only, and until the next step. */
  get state(): Float64Array {
    return this.#method.state;
  }

  /** Length of the last step. */
  get lastStep(): number {
    return this.#method.time - this.#method.startTime;
  }

  get evaluations(): number {
    return this.#method.evaluations;
  }

  /** Takes one step. False where no step is short enough to meet the tolerance. */
  advance(): boolean {
    const method = this.#method;
    let step = this.nextStep;
    for (let rejections = 0; rejections <= MOST_REJECTIONS; rejections += 1) {
      method.attempt(step);
      const error = this.#largestError();
      if (error <= 1) {
        const grown = step * this.#factor(error, rejections > 0 ? 1 : LARGEST_FACTOR);
        const steepness = method.steepness();
        this.nextStep = steepness > 0 ? Math.min(grown, STABLE_REACH / steepness) : grown;
        this.#errorBefore = Math.max(error, LEAST_ERROR);
        method.accept();
        this.steps += 1;
        return true;
      }
      this.rejected += 1;
      // Also where something is no longer finite.
      step *= Number.isFinite(error)
        ? Math.max(LEAST_FACTOR, SAFETY * power(error, -RESPONSE))
        : LEAST_FACTOR;
    }
    return false;
  }

  /** The state inside the last step: share 0 is its start, 1 its end. */
  inside(share: number, out: Float64Array): void {
    this.#method.inside(share, out);
  }

  /** Entry i of that. */
  entryInside(share: number, i: number): number {
    return this.#method.entryInside(share, i);
  }

  #factor(error: number, largest: number): number {
    const damped = Math.max(error, LEAST_ERROR);
    const factor = SAFETY * power(damped, -RESPONSE) * power(this.#errorBefore, MEMORY);
    return Math.min(largest, Math.max(LEAST_FACTOR, factor));
  }

  /** max |error|/allowed; NaN or Infinity where the step left the range of numbers. */
  #largestError(): number {
    const { state, next, error } = this.#method;
    const allowed = this.#allowed;
    this.allowedError(state, next, allowed);
    let largest = 0;
    for (let i = 0; i < error.length; i += 1) {
      const size = Math.abs(error[i]!);
      if (size === 0) continue;
      const ratio = size / allowed[i]!;
      if (!(ratio <= largest)) largest = ratio;
      if (!Number.isFinite(largest)) return Infinity;
    }
    return largest;
  }
}
