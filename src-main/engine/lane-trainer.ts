import type { Model, Observation } from '@shared/network/model';
import { allFinite } from '@shared/numerics/dense';
import { TailWatch } from '@shared/training/outcome';
import type { RunCheckpoint } from '@shared/training/run-checkpoint';
import type { RunState } from '@shared/training/run-course';
import type { RunResult } from '@shared/training/run-result';
import { makeScalarTrainer } from '@shared/training/make-scalar-trainer';
import type { ScalarTrainer } from '@shared/training/scalar-trainer';
import { LIVENESS_INTERVAL } from '@shared/training/simulate-run';
import { CurvatureQueue } from './curvature-queue';
import type { LaneKernel } from './kernel/lane-kernel';
import type { RunInWork } from './run-in-work';

/** Longest stretch of updates between two looks at the clock, in milliseconds. */
const CHUNK_MS = 5;
/** Time between two looks for subnormal numbers, in milliseconds. */
const LOOK_FOR_SLOW_MS = 20;

/** Makes a run when its turn comes: until then it takes no memory. */
export type RunMaker = (curvature: CurvatureQueue) => RunInWork;

/**
 * Trains the runs of one model side by side in the lanes of a kernel. A lane whose run ended is filled again when
 * another one stands at a multiple of the liveness interval, so that lanes go on in step. Which runs share a block, and
 * when, changes no bit of any.
 */
export class LaneTrainer {
  readonly #lanes: (RunInWork | null)[];
  readonly #queue: RunMaker[] = [];
  /** Runs that gave their lane to slow ones. */
  readonly #waiting: RunInWork[] = [];
  /** Runs with subnormal numbers, which slow a whole block: they go on among themselves. */
  readonly #slow: RunInWork[] = [];
  /** Runs that are through, but for curvatures that are still to be computed. */
  #ending: RunInWork[] = [];
  /** Runs that no update can change any more, with what is still to be recorded of them. */
  readonly #still: { readonly run: RunInWork; readonly state: RunState }[] = [];
  readonly #curvature: CurvatureQueue;
  readonly #observer: ScalarTrainer;
  /** Milliseconds of one update of all lanes, as last measured. */
  #stepTime = 0;
  #kernelMs = 0;
  #lastLookForSlow = 0;

  /** @param lookForSlowMs time between two looks for subnormal numbers. */
  constructor(
    model: Model,
    private readonly kernel: LaneKernel,
    private readonly lookForSlowMs = LOOK_FOR_SLOW_MS,
  ) {
    this.#lanes = Array.from({ length: kernel.lanes }, () => null);
    this.#curvature = new CurvatureQueue(model, kernel);
    this.#observer = makeScalarTrainer(model);
  }

  add(make: RunMaker): void {
    this.#queue.push(make);
  }

  /** Runs that are here. */
  get runs(): number {
    const outside = this.#still.length + this.#ending.length;
    return this.#queue.length + this.#waiting.length + this.#slow.length + this.#active + outside;
  }

  /** Time spent in the kernel, in milliseconds. */
  get kernelMs(): number {
    return this.#kernelMs + this.#curvature.kernelMs;
  }

  get memoryBytes(): number {
    return this.kernel.memoryBytes;
  }

  get #active(): number {
    return this.#lanes.reduce((count, run) => count + Number(run !== null), 0);
  }

  /**
   * Works until `deadline`, or until nothing is left. What has been asked is answered before more is asked, so that
   * questions do not pile up. Returns the updates done, those that are left out or restored included.
   */
  work(deadline: number): number {
    let steps = 0;
    do {
      if (this.#curvature.work(false, deadline) || this.#passStill()) continue;
      steps += this.#fill();
      if (this.#active > 0) steps += this.#advance();
      else if (!this.#curvature.work(true, deadline)) break;
    } while (performance.now() < deadline);
    return steps;
  }

  /** The runs that were completed since the last call. */
  takeResults(): RunResult[] {
    const results: RunResult[] = [];
    this.#ending = this.#ending.filter((run) => {
      const result = run.result();
      if (result !== null) results.push(result);
      return result === null;
    });
    return results;
  }

  /** Answers what has been asked about curvatures, until `deadline`; whether nothing is left. */
  settle(deadline: number): boolean {
    while (performance.now() < deadline) if (!this.#curvature.work(true, deadline)) return true;
    return false;
  }

  /** Where the runs that were begun stand; those that wait for curvatures are left out. */
  checkpoints(): RunCheckpoint[] {
    this.#lanes.forEach((run, lane) => {
      if (run !== null) this.#bringUpToDate(run, lane);
    });
    return [...this.#lanes, ...this.#waiting, ...this.#slow].flatMap((run) => run?.checkpoint() ?? []);
  }

  /**
   * Fills empty lanes where a lane is at a multiple of the liveness interval, as new runs are: so most go on in step.
   * Returns the updates that restored runs bring along.
   */
  #fill(): number {
    const atInterval = this.#lanes.some((run) => run !== null && run.time % LIVENESS_INTERVAL === 0);
    if (this.#active > 0 && !atInterval) return 0;
    this.#setSlowApart();
    const slowOnly = this.#active === 0 && this.#queue.length === 0 && this.#waiting.length === 0;
    let restored = 0;
    for (let lane = 0; lane < this.#lanes.length; lane += 1) {
      if (this.#lanes[lane] !== null) continue;
      const known = this.#waiting.shift() ?? (slowOnly ? this.#slow.shift() : undefined);
      const run = known ?? this.#begin();
      if (run === null) break;
      if (!known) restored += run.time;
      this.#enter(run, lane);
    }
    return restored;
  }

  #begin(): RunInWork | null {
    const run = this.#queue.shift()?.(this.#curvature) ?? null;
    if (run?.time === 0)
      run.course.visit(
        0,
        this.#stateOf(() => run.weights.slice()),
      );
    return run;
  }

  #enter(run: RunInWork, lane: number): void {
    this.#lanes[lane] = run;
    this.kernel.load(lane, run.weights, run.task.learningRate);
    this.kernel.writeTail(lane, run.tail);
  }

  #bringUpToDate(run: RunInWork, lane: number): void {
    this.kernel.readWeights(lane, run.weights);
    const { least, rose } = this.kernel.readTail(lane);
    run.tail = new TailWatch(least, rose);
  }

  #leave(lane: number): RunInWork {
    const run = this.#lanes[lane]!;
    this.#bringUpToDate(run, lane);
    this.#lanes[lane] = null;
    this.kernel.clear(lane);
    return run;
  }

  /** Takes runs that slow their block out of it, while there are others to take their lanes. */
  #setSlowApart(): void {
    if (performance.now() - this.#lastLookForSlow < this.lookForSlowMs) return;
    this.#lastLookForSlow = performance.now();
    const slow = this.#lanes.flatMap((run, lane) => (run && this.kernel.hasSubnormals(lane) ? [lane] : []));
    const others = this.#queue.length + this.#waiting.length;
    if (slow.length === this.#active || others === 0) return;
    for (const lane of slow) this.#slow.push(this.#leave(lane));
    if (this.#slow.length < this.#lanes.length) return;
    // Enough of them for a block of their own.
    this.#lanes.forEach((run, lane) => {
      if (run !== null) this.#waiting.push(this.#leave(lane));
    });
    this.#lanes.forEach((_, lane) => this.#enter(this.#slow.shift()!, lane));
  }

  /** Updates all lanes up to the next time at which something is due in one of them. */
  #advance(): number {
    let chunk = this.#stepTime > 0 ? Math.max(1, Math.floor(CHUNK_MS / this.#stepTime)) : 1;
    let watchTail = false;
    for (const run of this.#lanes) {
      if (run === null) continue;
      const nextLook = LIVENESS_INTERVAL - (run.time % LIVENESS_INTERVAL);
      chunk = Math.min(chunk, run.nextStop - run.time, nextLook);
      watchTail ||= run.time >= run.course.tailStart;
    }
    const looks = this.#lanes.some((run) => run !== null && (run.time + chunk) % LIVENESS_INTERVAL === 0);
    const start = performance.now();
    this.kernel.advance(chunk, watchTail, looks);
    const spent = performance.now() - start;
    this.#kernelMs += spent;
    this.#stepTime = spent / chunk;
    let steps = 0;
    this.#lanes.forEach((run, lane) => {
      if (run === null) return;
      const due = run.nextStop;
      run.time += chunk;
      run.stepsTaken += chunk;
      steps += chunk;
      if (run.time === due) this.#visit(run, lane);
      if (this.#isThrough(run, lane)) steps += this.#end(this.#leave(lane));
    });
    return steps;
  }

  #visit(run: RunInWork, lane: number): void {
    const weights = (): Float64Array => {
      const copy = new Float64Array(run.weights.length);
      this.kernel.readWeights(lane, copy);
      return copy;
    };
    run.course.visit(run.time, this.#stateOf(weights));
    if (run.time === run.course.tailStart) this.kernel.resetTail(lane);
  }

  /** Whether a run is at its last step, or no further one can change it. */
  #isThrough({ time, task }: RunInWork, lane: number): boolean {
    if (time === task.steps) return true;
    return time % LIVENESS_INTERVAL === 0 && (!this.kernel.isFinite(lane) || this.kernel.isFixed(lane));
  }

  /** Returns the updates that are left out since nothing moves. */
  #end(run: RunInWork): number {
    // Outside its own tail the watch saw the tails of neighbours.
    if (run.time < run.course.tailStart) run.tail = new TailWatch();
    this.#still.push({ run, state: this.#stateOf(() => run.weights) });
    return run.task.steps - run.time;
  }

  /** Takes a run that stands still to its next stop, or ends it; whether there was one. */
  #passStill(): boolean {
    const [first] = this.#still;
    if (first === undefined) return false;
    const { run, state } = first;
    if (run.time < run.task.steps) {
      run.time = run.nextStop;
      run.course.visit(run.time, state);
    } else {
      run.course.end(state, run.tail);
      this.#still.shift();
      this.#ending.push(run);
    }
    return true;
  }

  /** The state with these weights; they are fetched once, if at all, and not changed afterwards. */
  #stateOf(fetch: () => Float64Array): RunState {
    let fetched: Float64Array | null = null;
    const weights = (): Float64Array => (fetched ??= fetch());
    let seen: Observation | null = null;
    const observe = (): Observation => {
      this.#observer.weights.set(weights());
      return this.#observer.observe();
    };
    return {
      get finite() {
        return allFinite(weights());
      },
      weights,
      observe: () => (seen ??= observe()),
      testRisk: () => {
        observe();
        return this.#observer.testRisk();
      },
    };
  }
}
