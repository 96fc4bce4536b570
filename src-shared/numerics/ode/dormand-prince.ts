import { DENSE_WEIGHTS, ERROR_WEIGHTS, NODES, STAGES } from './dormand-prince-tableau';
import type { OdeSystem } from './system';

const LAST = 6;

/**
 * One step at a time of Dormand and Prince's method, without any choice of its length: `attempt` a step, then `accept`
 * it or attempt another. No allocation after construction; sums run over stages in ascending order, which fixes every
 * rounding.
 */
export class DormandPrince {
  /** Start of the step that was accepted last. */
  startTime: number;
  time: number;
  /** Derivatives evaluated. */
  evaluations = 1;
  #state: Float64Array;
  #next: Float64Array;
  #previous: Float64Array;
  readonly #slopes: Float64Array[];
  readonly #sixth: Float64Array;
  readonly #error: Float64Array;
  readonly #dense: Float64Array;
  #step = 0;
  #denseIsCurrent = false;

  constructor(
    private readonly system: OdeSystem,
    time: number,
    state: Float64Array,
  ) {
    const buffer = (): Float64Array => new Float64Array(system.dimension);
    this.time = time;
    this.startTime = time;
    this.#state = Float64Array.from(state);
    this.#previous = Float64Array.from(state);
    this.#next = buffer();
    this.#sixth = buffer();
    this.#error = buffer();
    this.#dense = buffer();
    this.#slopes = STAGES.map(buffer);
    system.derivative(time, this.#state, this.#slopes[0]!);
  }

  /** y at `time`. Read only, and until the next `accept`. */
  get state(): Float64Array {
    return this.#state;
  }

  /** y' at `time`. Read only. */
  get slope(): Float64Array {
    return this.#slopes[0]!;
  }

  /** y at the end of the attempted step, of order 5. */
  get next(): Float64Array {
    return this.#next;
  }

  /** Estimate of the local error of the attempted step, entry by entry; h⁵ as h → 0. */
  get error(): Float64Array {
    return this.#error;
  }

  attempt(step: number): void {
    this.#step = step;
    for (let stage = 1; stage <= LAST; stage += 1) {
      // The last stage stands at the step's end.
      const at = stage === LAST ? this.#next : this.#sixth;
      this.#combine(STAGES[stage]!, step, at);
      this.system.derivative(this.time + NODES[stage]! * step, at, this.#slopes[stage]!);
    }
    this.evaluations += LAST;
    const slopes = this.#slopes;
    for (let i = 0; i < this.#error.length; i += 1) {
      let sum = 0;
      for (let stage = 0; stage <= LAST; stage += 1) sum += ERROR_WEIGHTS[stage]! * slopes[stage]![i]!;
      this.#error[i] = step * sum;
    }
    this.#denseIsCurrent = false;
  }

  /** Takes the attempted step. */
  accept(): void {
    [this.#previous, this.#state, this.#next] = [this.#state, this.#next, this.#previous];
    const [first, last] = [this.#slopes[0]!, this.#slopes[LAST]!];
    this.#slopes[0] = last;
    this.#slopes[LAST] = first;
    this.startTime = this.time;
    this.time += this.#step;
  }

  /**
   * How fast f changes with y, ‖f(y₇) - f(y₆)‖/‖y₇ - y₆‖ over the coupled entries, from the two stages at the end of the
   * attempted step. It is at most the Lipschitz constant there, and close to the modulus of the dominant eigenvalue where
   * that limits the step (Hairer and Wanner, "Solving Ordinary Differential Equations II", section IV.2). 0 where the two
   * states differ by no more than rounding.
   */
  steepness(): number {
    const [before, after] = [this.#slopes[LAST - 1]!, this.#slopes[LAST]!];
    let change = 0;
    let distance = 0;
    let size = 0;
    for (let i = 0; i < this.system.coupled; i += 1) {
      const y = this.#next[i]!;
      const difference = y - this.#sixth[i]!;
      const slopeDifference = after[i]! - before[i]!;
      distance += difference * difference;
      change += slopeDifference * slopeDifference;
      size += y * y;
    }
    const rounding = 100 * Number.EPSILON;
    return distance > rounding * rounding * size ? Math.sqrt(change / distance) : 0;
  }

  /**
   * y inside the step that was accepted last, of order 4: `share` 0 is its start, 1 its end. To be called before the
   * next attempt.
   */
  inside(share: number, out: Float64Array): void {
    for (let i = 0; i < out.length; i += 1) out[i] = this.entryInside(share, i);
  }

  /** Entry i of that. */
  entryInside(share: number, i: number): number {
    if (!this.#denseIsCurrent) this.#prepareDense();
    const start = this.#previous[i]!;
    const change = this.#state[i]! - start;
    // Accepting swapped the first slope and the last.
    const bend = this.#step * this.#slopes[LAST]![i]! - change;
    const twist = change - this.#step * this.#slopes[0]![i]! - bend;
    const rest = 1 - share;
    return start + share * (change + rest * (bend + share * (twist + rest * this.#dense[i]!)));
  }

  #prepareDense(): void {
    const slopes = this.#slopes;
    for (let i = 0; i < this.#dense.length; i += 1) {
      let sum = DENSE_WEIGHTS[0]! * slopes[LAST]![i]!;
      for (let stage = 2; stage < LAST; stage += 1) sum += DENSE_WEIGHTS[stage]! * slopes[stage]![i]!;
      sum += DENSE_WEIGHTS[LAST]! * slopes[0]![i]!;
      this.#dense[i] = this.#step * sum;
    }
    this.#denseIsCurrent = true;
  }

  /** out = y + step Σ_j weights[j] k_j. */
  #combine(weights: Float64Array, step: number, out: Float64Array): void {
    const slopes = this.#slopes;
    const state = this.#state;
    for (let i = 0; i < out.length; i += 1) {
      let sum = weights[0]! * slopes[0]![i]!;
      for (let j = 1; j < weights.length; j += 1) sum += weights[j]! * slopes[j]![i]!;
      out[i] = state[i]! + step * sum;
    }
  }
}
