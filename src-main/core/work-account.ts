/** How much of the work of an experiment's missing runs is done: by their costs, and for those in hand by their updates. */
export class WorkAccount {
  /** Planned updates of all of them. */
  readonly stepsToDo: number;
  readonly #work: number;
  #workOfEnded = 0;
  /** Planned updates of the runs that have not ended. */
  #stepsLeft: number;
  /** Updates that the ended runs took. */
  #stepsOfEnded = 0;

  /**
   * @param runs numbers of the runs.
   * @param workOf what a run costs, in any unit.
   * @param stepsOf its planned updates.
   */
  constructor(
    runs: Iterable<number>,
    private readonly workOf: (run: number) => number,
    private readonly stepsOf: (run: number) => number,
  ) {
    let [work, steps] = [0, 0];
    for (const run of runs) {
      work += workOf(run);
      steps += stepsOf(run);
    }
    this.#work = work;
    this.stepsToDo = steps;
    this.#stepsLeft = steps;
  }

  /** A run has ended. @param stepsTaken fewer than planned where nothing could change any more; 0 where it was given up. */
  end(run: number, stepsTaken: number): void {
    this.#workOfEnded += this.workOf(run);
    this.#stepsLeft -= this.stepsOf(run);
    this.#stepsOfEnded += stepsTaken;
  }

  /** @param steps all updates that were computed, also of runs that have not ended. */
  after(steps: number): { readonly done: number; readonly left: number } {
    const inHand = Math.min(this.#stepsLeft, Math.max(0, steps - this.#stepsOfEnded));
    const workLeft = this.#work - this.#workOfEnded;
    const done = this.#workOfEnded + (this.#stepsLeft === 0 ? 0 : (workLeft * inHand) / this.#stepsLeft);
    return { done, left: this.#work - done };
  }
}
