/**
 * What is kept of a course at even distances along its path: whenever there are more than `limit`, every second is
 * dropped and the distance doubled, so that what takes a moment after a long wait is seen as well as the wait.
 */
export class PathSpaced<T> {
  #spacing = 0;
  /** Number of the last place on the path that was passed. */
  #place = 0;
  #kept: { readonly place: number; readonly seen: T }[] = [];

  constructor(private readonly limit: number) {}

  /** Looks where the path, now `length` long, has passed a place that is due. */
  at(length: number, look: () => T): void {
    if (this.#spacing === 0) this.#spacing = length;
    const place = Math.floor(length / this.#spacing);
    if (!(place > this.#place)) return;
    this.#place = place;
    this.#kept.push({ place, seen: look() });
    while (this.#kept.length > this.limit) this.#thin();
  }

  values(): T[] {
    return this.#kept.map(({ seen }) => seen);
  }

  /** Of two places that become one, the first stays. */
  #thin(): void {
    this.#spacing *= 2;
    this.#place = Math.floor(this.#place / 2);
    const halved = this.#kept.map(({ place, seen }) => ({ place: Math.floor(place / 2), seen }));
    this.#kept = halved.filter(({ place }, i) => i === 0 || place !== halved[i - 1]!.place);
  }
}
