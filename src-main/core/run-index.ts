import type { Cell } from '@shared/experiment/plan';
import type { RunPlace } from '@shared/training/run-result';

/**
 * Numbers the runs of a plan 0, 1, … in canonical order (by cell, then repetition), so that millions of them are
 * kept as integers.
 */
export class RunIndex {
  /** firstOf[c] is the number of cell c's first run; the last entry is the number of runs. */
  readonly #firstOf: Uint32Array;

  constructor(readonly cells: readonly Cell[]) {
    this.#firstOf = new Uint32Array(cells.length + 1);
    cells.forEach(({ repetitions }, c) => (this.#firstOf[c + 1] = this.#firstOf[c]! + repetitions));
  }

  get count(): number {
    return this.#firstOf[this.cells.length]!;
  }

  numberOf({ cell, repetition }: RunPlace): number {
    return this.#firstOf[cell]! + repetition;
  }

  placeOf(number: number): RunPlace {
    let low = 0;
    let high = this.cells.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#firstOf[middle]! <= number) low = middle;
      else high = middle;
    }
    return { cell: low, repetition: number - this.#firstOf[low]! };
  }

  /**
   * The runs that are not done: the first few repetitions of all cells, then the next few, so that every cell of a
   * heatmap fills alike. So many repetitions of a cell follow each other as an engine trains side by side; cells with
   * the most work come first, so that the last runs to end are short.
   */
  missing(done: Iterable<RunPlace>, workOf: (run: number) => number, sideBySide: number): Uint32Array {
    const finished = new Uint8Array(this.count);
    for (const place of done) finished[this.numberOf(place)] = 1;
    const order = new Uint32Array(this.count - finished.reduce((sum, flag) => sum + flag, 0));
    const cells = this.cells
      .map((_, cell) => ({ cell, work: workOf(this.#firstOf[cell]!) }))
      .sort((a, b) => b.work - a.work)
      .map(({ cell }) => cell);
    const most = this.cells.reduce((max, { repetitions }) => Math.max(max, repetitions), 0);
    let filled = 0;
    for (let first = 0; first < most; first += sideBySide) {
      for (const cell of cells) {
        const end = Math.min(first + sideBySide, this.cells[cell]!.repetitions);
        for (let repetition = first; repetition < end; repetition += 1) {
          const number = this.#firstOf[cell]! + repetition;
          if (finished[number] === 0) order[filled++] = number;
        }
      }
    }
    return order;
  }
}
