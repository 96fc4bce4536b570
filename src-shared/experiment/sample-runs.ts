import { keyAt, openUnit } from '../numerics/random/content';
import { OUTCOMES, type RunPlace } from '../training/run-result';
import type { RunEnding } from './same-runs';

/**
 * A share of the finished runs, drawn without replacement: of the runs with each outcome that share, rounded, and at least
 * one. The same runs for the same seed, whatever order they come in. In order of cell and repetition.
 */
export function sampleRuns(endings: Iterable<RunEnding & RunPlace>, share: number, seed: number): RunPlace[] {
  const ranked = OUTCOMES.map(() => [] as { readonly place: RunPlace; readonly rank: number }[]);
  for (const { cell, repetition, outcome } of endings) {
    const [high, low] = share < 1 ? keyAt(seed, ['verify', cell, repetition]) : [0, 0];
    const rank = openUnit(high, low);
    ranked[OUTCOMES.indexOf(outcome)]!.push({ place: { cell, repetition }, rank });
  }
  const chosen = ranked.flatMap((runs) => {
    const count = Math.min(runs.length, Math.max(1, Math.round(share * runs.length)));
    return runs.sort((a, b) => a.rank - b.rank).slice(0, count);
  });
  return chosen.map(({ place }) => place).sort((a, b) => a.cell - b.cell || a.repetition - b.repetition);
}
