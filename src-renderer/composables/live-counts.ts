import { LIVE_COUNTS, type LiveExperiment } from '@shared/contract/live-state';
import type { RunState } from '../components/outcomes';

export type StateCounts = Readonly<Partial<Record<RunState, number>>>;

/** How the runs of the running experiment ended so far, over all cells. */
export function liveShares({ counts, total }: LiveExperiment): StateCounts {
  const sums = new Array<number>(LIVE_COUNTS.length).fill(0);
  counts.forEach((count, i) => (sums[i % LIVE_COUNTS.length]! += count));
  const of = (name: (typeof LIVE_COUNTS)[number]): number => sums[LIVE_COUNTS.indexOf(name)]!;
  const states = {
    converged: of('converged'),
    cycling: of('cycling'),
    collapsed: of('collapsed'),
    diverged: of('diverged'),
    stepLimit: of('stepLimit'),
    failed: of('failed'),
  };
  const ended = Object.values(states).reduce((sum, count) => sum + count, 0);
  return { ...states, unfinished: total - ended };
}
