/** What a computation in slices returns. */
export function finish<T>(slices: Generator<unknown, T>): T {
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
  }
}
