import { addScaled, dot } from './dense';

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly sy: number;
}

/**
 * Limited-memory BFGS: directions of descent from the last few changes of argument (s) and gradient (y), by the two-loop
 * recursion (J. Nocedal, Updating quasi-Newton matrices with limited storage, Math. Comp. 35, 1980). Cost 4 · pairs · n.
 */
export class LimitedMemory {
  #pairs: Pair[] = [];

  constructor(private readonly most: number) {}

  /** Takes a step and what it did to the gradient; one along which the gradient did not grow teaches nothing. */
  learn(s: Float64Array, y: Float64Array): void {
    const sy = dot(s, y);
    if (!(sy > Number.EPSILON * Math.sqrt(dot(s, s) * dot(y, y)))) return;
    this.#pairs = [...this.#pairs, { s, y, sy }].slice(-this.most);
  }

  /** -H gradient, H the estimate of the inverse Hessian: the negative gradient while nothing was learnt. */
  direction(gradient: Float64Array): Float64Array {
    const q = Float64Array.from(gradient, (entry) => -entry);
    const factors = new Map<Pair, number>();
    for (const pair of [...this.#pairs].reverse()) {
      const factor = dot(pair.s, q) / pair.sy;
      factors.set(pair, factor);
      addScaled(-factor, pair.y, q);
    }
    const last = this.#pairs.at(-1);
    if (last !== undefined) {
      const scale = last.sy / dot(last.y, last.y);
      for (let i = 0; i < q.length; i += 1) q[i]! *= scale;
    }
    for (const pair of this.#pairs) addScaled(factors.get(pair)! - dot(pair.y, q) / pair.sy, pair.s, q);
    return q;
  }
}
