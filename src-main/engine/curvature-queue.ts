import type { CurvatureQuestion, CurvatureService } from '@shared/curvature/curvature-service';
import type { PowerIterationResult } from '@shared/curvature/power-iteration';
import {
  SHARPNESS_BY_LANCZOS,
  sharpnessAtMinimiser,
  sharpnessOf,
  type Sharpness,
} from '@shared/curvature/sharpness';
import type { Model } from '@shared/network/model';
import type { CurvatureJob, LaneKernel } from './kernel/lane-kernel';

interface Asked {
  readonly question: CurvatureQuestion;
  readonly since: number;
}

interface Waiting<Answer> extends Asked {
  readonly answer: (found: Answer) => void;
}

/** A question waits no longer than this for others to fill the lanes with, in milliseconds. */
const PATIENCE_MS = 500;

/**
 * Questions about the curvature of one model's networks, gathered until there is one for every lane of the kernel.
 * Which of them share a block changes no bit of an answer.
 */
export class CurvatureQueue implements CurvatureService {
  readonly #sharpness: Waiting<Sharpness>[] = [];
  readonly #published: Waiting<PowerIterationResult>[] = [];
  #lastClosed: { readonly weights: Float64Array; readonly found: Sharpness | null } | null = null;
  /** The block that is being answered. */
  #current: Generator<void, void> | null = null;
  /** Time spent in the kernel, in milliseconds. */
  kernelMs = 0;

  constructor(
    private readonly model: Model,
    private readonly kernel: LaneKernel,
  ) {}

  sharpness(question: CurvatureQuestion, answer: (found: Sharpness) => void): void {
    const closed = this.#closedForm(question.weights);
    if (closed !== null) answer(closed);
    else this.#sharpness.push({ question, answer, since: performance.now() });
  }

  /** A run that stands still asks again and again about the same weights. */
  #closedForm(weights: Float64Array): Sharpness | null {
    if (this.#lastClosed?.weights !== weights) {
      this.#lastClosed = { weights, found: sharpnessAtMinimiser(this.model, weights) };
    }
    return this.#lastClosed.found;
  }

  published(question: CurvatureQuestion, answer: (found: PowerIterationResult) => void): void {
    this.#published.push({ question, answer, since: performance.now() });
  }

  /**
   * Goes on with a block of questions, until it is answered or `deadline` has passed. A new block is begun where it is
   * full, has waited long, or `now` says so. Returns whether there was something to do.
   */
  work(now: boolean, deadline: number): boolean {
    this.#current ??= this.#nextBlock(now);
    if (this.#current === null) return false;
    const begin = performance.now();
    let slice = this.#current.next();
    while (!slice.done && performance.now() < deadline) slice = this.#current.next();
    if (slice.done) this.#current = null;
    this.kernelMs += performance.now() - begin;
    return true;
  }

  #nextBlock(now: boolean): Generator<void, void> | null {
    if (this.#isDue(this.#published, now)) return this.#powerIterations(this.#take(this.#published));
    if (this.#isDue(this.#sharpness, now)) return this.#sharpnesses(this.#take(this.#sharpness));
    return null;
  }

  #isDue(waiting: readonly Asked[], now: boolean): boolean {
    const [first] = waiting;
    if (first === undefined) return false;
    return now || waiting.length >= this.kernel.lanes || performance.now() - first.since >= PATIENCE_MS;
  }

  #take<Answer>(waiting: Waiting<Answer>[]): Waiting<Answer>[] {
    return waiting.splice(0, this.kernel.lanes);
  }

  *#powerIterations(block: readonly Waiting<PowerIterationResult>[]): Generator<void, void> {
    const found = yield* this.kernel.powerIteration(jobsOf(block));
    block.forEach(({ answer }, i) => answer(found[i]!));
  }

  *#sharpnesses(block: readonly Waiting<Sharpness>[]): Generator<void, void> {
    const found = yield* this.kernel.lanczos(jobsOf(block), SHARPNESS_BY_LANCZOS);
    block.forEach(({ answer }, i) => answer(sharpnessOf(found[i]!)));
  }
}

function jobsOf(block: readonly Asked[]): CurvatureJob[] {
  return block.map(({ question: { weights, start } }) => ({ weights, start: start() }));
}
