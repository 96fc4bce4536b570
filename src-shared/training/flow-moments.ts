import type { FlowCourse, FlowMoment } from './flow-course';
import { LogSpaced } from './log-spaced';

interface Kept {
  /** Number of the step it lies in. */
  readonly inStep: number;
  readonly moment: FlowMoment;
}

/**
 * Which moments of a flow are kept, at most about `limit`: a third each at times spaced evenly in their logarithm, which
 * shows a plateau over many decades; the same of the time since the flow changed over to time, which shows the descent
 * behind that plateau; and at ends of steps, which crowd where much happens. Whenever a third is full, every second of
 * it is dropped and its spacing doubled, so memory is bounded however long the flow is. The start, t = 1 and the end
 * stay.
 */
export class FlowMoments {
  readonly #third: number;
  readonly #byTime: LogSpaced<Kept>;
  readonly #bySinceSwitch: LogSpaced<Kept>;
  #stride = 1;
  /** By number of the step. */
  #byStep = new Map<number, Kept>();
  readonly #start: Kept;
  #last: Kept;

  constructor(course: FlowCourse, limit: number) {
    this.#third = Math.max(2, Math.floor(limit / 3));
    this.#byTime = new LogSpaced(this.#third);
    this.#bySinceSwitch = new LogSpaced(this.#third);
    this.#start = { inStep: 0, moment: course.now() };
    this.#last = this.#start;
  }

  /** Keeps what is due of the step just taken, up to time `until`. */
  see(course: FlowCourse, until: number): void {
    const { startTime, time, steps } = course;
    const end = Math.min(time, until);
    // Before the first step's end next to nothing happens; of that only t = 1, after which the paper's bounds hold.
    if (startTime === 0) {
      if (end >= 1) this.#byTime.keep(0, { inStep: steps, moment: course.at(1) });
      this.#byTime.beginAfter(time);
    }
    this.#byTime.upTo(end, (at) => ({ inStep: steps, moment: course.at(at) }));
    if (course.switchedAt !== null && time <= until) this.#seeSinceSwitch(course);
    this.#last = { inStep: steps, moment: time <= until ? course.now() : course.at(until) };
    if (time <= until && steps % this.#stride === 0) {
      this.#byStep.set(steps, this.#last);
      this.#thinSteps();
    }
  }

  #seeSinceSwitch(course: FlowCourse): void {
    const { sinceSwitch, steps } = course;
    if (course.sinceSwitchBefore === 0) this.#bySinceSwitch.beginAfter(sinceSwitch);
    this.#bySinceSwitch.upTo(sinceSwitch, (at) => ({ inStep: steps, moment: course.atSinceSwitch(at) }));
  }

  /** What is kept, in its order along the flow. */
  all(): FlowMoment[] {
    const seen = [this.#byTime.values(), this.#bySinceSwitch.values(), this.#byStep.values()];
    const kept = [this.#start, ...seen.flatMap((each) => [...each]), this.#last];
    kept.sort((a, b) => a.inStep - b.inStep || a.moment.arcLength - b.moment.arcLength);
    return kept.filter((each, i) => i === 0 || !isSame(each, kept[i - 1]!)).map(({ moment }) => moment);
  }

  #thinSteps(): void {
    if (this.#byStep.size <= this.#third) return;
    this.#stride *= 2;
    this.#byStep = new Map([...this.#byStep].filter(([step]) => step % this.#stride === 0));
  }
}

function isSame(a: Kept, b: Kept): boolean {
  return a.inStep === b.inStep && a.moment.arcLength === b.moment.arcLength;
}
