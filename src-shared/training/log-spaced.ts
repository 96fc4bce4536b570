import { exp, log10 } from '../numerics/elementary';

/** Times a decade at first; a power of two, as it is halved again and again. */
const PER_DECADE = 64;

/**
 * What is kept of a course at times 10^(i/m), i integer, while m is halved and every second dropped whenever there are
 * more than `limit`: 10^0 is among them for every m, however long the course becomes.
 */
export class LogSpaced<T> {
  #perDecade = PER_DECADE;
  #next = NaN;
  #kept = new Map<number, T>();

  constructor(private readonly limit: number) {}

  /** Begins with the first such time after `time`. */
  beginAfter(time: number): void {
    this.#next = Math.floor(log10(time) * this.#perDecade) + 1;
  }

  /** Keeps `look(t)` for every t up to `end` that is due. */
  upTo(end: number, look: (time: number) => T): void {
    for (let time = this.#nextTime(); time <= end; time = this.#nextTime()) {
      this.keep(this.#next, look(time));
      this.#next += 1;
      if (this.#kept.size > this.limit) this.#thin();
    }
  }

  /** Keeps what is seen at 10^(place/m). */
  keep(place: number, seen: T): void {
    this.#kept.set(place, seen);
  }

  values(): Iterable<T> {
    return this.#kept.values();
  }

  #nextTime(): number {
    return exp((this.#next / this.#perDecade) * Math.LN10);
  }

  #thin(): void {
    this.#perDecade /= 2;
    this.#next = Math.ceil(this.#next / 2);
    this.#kept = new Map(
      [...this.#kept].filter(([place]) => place % 2 === 0).map(([place, seen]) => [place / 2, seen]),
    );
  }
}
