/** A repeated measurement: median, least and most of its samples. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Timed repetitions of a measurement. */
export const SAMPLES = 9;
/** Time that one repetition takes at least, in milliseconds. */
const SAMPLE_MS = 40;

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)]!,
    low: sorted[0]!,
    high: sorted[sorted.length - 1]!,
  };
}

/** Measures pieces of work in turns, so that a busy moment of the machine falls on all of them alike. */
export function timeInTurns(works: readonly ((calls: number) => void)[]): number[][] {
  const calls = works.map(callsThatFill);
  const samples = works.map((): number[] => []);
  for (let turn = 0; turn < SAMPLES; turn += 1) {
    works.forEach((work, i) => {
      const start = performance.now();
      work(calls[i]!);
      samples[i]!.push(((performance.now() - start) * 1e6) / calls[i]!);
    });
  }
  return samples;
}

/** How many calls take a sample's time; finding out also warms the code up. */
function callsThatFill(work: (calls: number) => void): number {
  for (let calls = 1; ; calls *= 2) {
    const start = performance.now();
    work(calls);
    if (performance.now() - start >= SAMPLE_MS) return calls;
  }
}

/** Ratios sample by sample: what the machine does to both at a time cancels. */
export function ratios(above: readonly number[], below: readonly number[]): Spread {
  return spreadOf(above.map((value, i) => value / below[i]!));
}
