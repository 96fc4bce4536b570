import { LIVE_COUNTS } from '../contract/live-state';
import type { Cell } from '../experiment/plan';
import { OUTCOMES, type Outcome } from '../training/run-result';
import type { CellCounts } from './cell-table';

/** The counts of the running experiment as rows of its heatmap. */
export function liveRows(cells: readonly Cell[], counts: Uint32Array): CellCounts[] {
  return cells.map(({ learningRate, scale, depth, repetitions }, i) => {
    const at = (name: (typeof LIVE_COUNTS)[number]): number =>
      counts[i * LIVE_COUNTS.length + LIVE_COUNTS.indexOf(name)] ?? 0;
    const outcomes = Object.fromEntries(OUTCOMES.map((name) => [name, at(name)])) as Record<Outcome, number>;
    return {
      learningRate,
      scale,
      depth,
      runs: repetitions,
      finished: OUTCOMES.reduce((sum, name) => sum + outcomes[name], 0),
      failed: at('failed'),
      diverged: at('asPublished'),
      outcomes,
    };
  });
}
