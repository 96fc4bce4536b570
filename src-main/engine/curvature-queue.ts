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

interface Waiting<Answer> {
  readonly question: CurvatureQuestion;
  readonly answer: (found: Answer) => void;
  readonly since: number;
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
  /** Time spent in the kernel, in milliseconds. */
  kernelMs = 0;

  constructor(
    private readonly model: Model,
    private readonly kernel: LaneKernel,
    private readonly onProduct: () => void,
  ) {}

  /** Questions that wait. */
  get length(): number {
    return this.#sharpness.length + this.#published.length;
  }

  sharpness(question: CurvatureQuestion, answer: (found: Sharpness) => void): void {
    const closed = sharpnessAtMinimiser(this.model, question.weights);
    if (closed !== null) answer(closed);
    else this.#sharpness.push({ question, answer, since: performance.now() });
  }

  published(question: CurvatureQuestion, answer: (found: PowerIterationResult) => void): void {
    this.#published.push({ question, answer, since: performance.now() });
  }

  /** Answers one block of questions: where a block is full, has waited long, or `now` says so. Whether it did. */
  work(now: boolean): boolean {
    return (
      this.#answerBlock(this.#published, now, (jobs) => this.kernel.powerIteration(jobs)) ||
      this.#answerBlock(this.#sharpness, now, (jobs) => this.#lanczos(jobs))
    );
  }

  #lanczos(jobs: CurvatureJob[]): Sharpness[] {
    return this.kernel.lanczos(jobs, { ...SHARPNESS_BY_LANCZOS, onProduct: this.onProduct }).map(sharpnessOf);
  }

  #answerBlock<Answer>(
    waiting: Waiting<Answer>[],
    now: boolean,
    compute: (jobs: CurvatureJob[]) => Answer[],
  ): boolean {
    const [first] = waiting;
    if (first === undefined) return false;
    const full = waiting.length >= this.kernel.lanes;
    if (!full && !now && performance.now() - first.since < PATIENCE_MS) return false;
    const block = waiting.splice(0, this.kernel.lanes);
    const jobs = block.map(({ question: { weights, start } }) => ({ weights, start: start() }));
    const begin = performance.now();
    const found = compute(jobs);
    this.kernelMs += performance.now() - begin;
    block.forEach(({ answer }, i) => answer(found[i]!));
    return true;
  }
}
