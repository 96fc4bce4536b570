import type { ExperimentRecord } from '../contract/records';
import { kinDigest } from '../experiment/digest';
import { isSameRun, matchingCells } from '../experiment/same-runs';
import { cellsOf, runsByCell, type ComparedSide } from './compared-side';

/** What says whether runs of two sides are the same ones. */
export interface SideOfRecord {
  readonly record: Pick<ExperimentRecord, 'data'>;
  readonly compared: ComparedSide;
}

/**
 * How many finished runs of the second side are, bit for bit, runs of the first: as in an experiment and its extension, which
 * takes over what the other has computed.
 */
export function sameRunsBeside(first: SideOfRecord, second: SideOfRecord): number {
  const [a, b] = [first.compared, second.compared];
  if (first.record.data.digest !== second.record.data.digest) return 0;
  if (kinDigest(a.spec) !== kinDigest(b.spec)) return 0;
  const [runsOfFirst, runsOfSecond] = [runsByCell(a), runsByCell(b)];
  let same = 0;
  for (const match of matchingCells(cellsOf(a), cellsOf(b))) {
    const there = new Set(
      runsOfFirst
        .get(match.cell.index)!
        .flatMap((run) => (run.status === 'finished' ? [run.repetition] : [])),
    );
    for (const { repetition, status, outcome, stepsTaken } of runsOfSecond.get(match.donor.index)!) {
      if (status !== 'finished' || outcome === null || !there.has(repetition)) continue;
      if (isSameRun(match, { repetition, outcome, stepsTaken })) same += 1;
    }
  }
  return same;
}
