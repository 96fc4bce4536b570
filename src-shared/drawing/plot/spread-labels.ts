/**
 * Moves labels that stand side by side apart, as little as possible: each keeps its order, `gap` lies between
 * neighbours, and all stay within [low, high] where they fit. Runs of touching labels move as one to their mean.
 */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i]! - wanted[j]!);
  /** Runs of labels at start, start + gap, …; `sum` of the starts that each of them wants. */
  const runs: { first: number; length: number; sum: number }[] = [];
  order.forEach((label, rank) => {
    runs.push({ first: rank, length: 1, sum: wanted[label]! });
    while (runs.length > 1) {
      const last = runs.at(-1)!;
      const before = runs.at(-2)!;
      if (startOf(before, gap, low, high) + before.length * gap <= startOf(last, gap, low, high)) break;
      runs.pop();
      before.sum += last.sum - last.length * before.length * gap;
      before.length += last.length;
    }
  });
  const placed = new Array<number>(wanted.length);
  for (const run of runs) {
    const start = startOf(run, gap, low, high);
    for (let i = 0; i < run.length; i += 1) placed[order[run.first + i]!] = start + i * gap;
  }
  return placed;
}

function startOf(run: { length: number; sum: number }, gap: number, low: number, high: number): number {
  const latest = high - (run.length - 1) * gap;
  return Math.max(low, Math.min(latest, run.sum / run.length));
}
