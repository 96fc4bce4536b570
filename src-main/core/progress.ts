import type { ArchiveWait } from '@shared/contract/live-state';
import type { RunCounts } from '@shared/contract/records';

/** How far an experiment is. */
export interface Progress {
  readonly phase: 'running' | 'paused' | 'waiting' | 'ended';
  /** Null but for the phase 'waiting'. */
  readonly waiting: ArchiveWait | null;
  readonly runs: RunCounts;
  /** Updates computed since it was started. */
  readonly steps: number;
  /** Updates to compute since it was started. */
  readonly stepsToDo: number;
  /** Over the last seconds; null before there is a measurement. */
  readonly stepsPerSecond: number | null;
  /** Estimated from the work done and left; null before there is a measurement. */
  readonly secondsLeft: number | null;
  readonly engineProcesses: number;
}

/** Span of the throughput's moving average, in milliseconds. */
const WINDOW_MS = 5000;
/** Time before the first estimate of what is left, in milliseconds. */
const WARM_UP_MS = 500;

/** Measures throughput; pauses do not count. */
export class Throughput {
  /** Steps so far, at moments of running time within the window. */
  readonly #history: { at: number; steps: number }[] = [{ at: 0, steps: 0 }];
  #steps = 0;
  #running = 0;
  #since: number | null;

  constructor(now: number) {
    this.#since = now;
  }

  get steps(): number {
    return this.#steps;
  }

  add(steps: number, now: number): void {
    this.#steps += steps;
    this.#history.push({ at: this.runningTime(now), steps: this.#steps });
    while (this.#history.length > 2 && this.#history[1]!.at < this.runningTime(now) - WINDOW_MS)
      this.#history.shift();
  }

  pause(now: number): void {
    this.#running = this.runningTime(now);
    this.#since = null;
  }

  resume(now: number): void {
    this.#since ??= now;
  }

  /** Milliseconds spent running. */
  runningTime(now: number): number {
    return this.#running + (this.#since === null ? 0 : now - this.#since);
  }

  stepsPerSecond(now: number): number | null {
    const oldest = this.#history[0]!;
    const time = this.runningTime(now) - oldest.at;
    // Steps that a lost process had told are taken back.
    return time < WARM_UP_MS ? null : Math.max(0, (1000 * (this.#steps - oldest.steps)) / time);
  }

  /** Time left if work goes on being done at the rate so far. */
  secondsLeft(workDone: number, workLeft: number, now: number): number | null {
    const time = this.runningTime(now);
    return time < WARM_UP_MS || workDone <= 0 ? null : (workLeft * time) / (1000 * workDone);
  }
}
