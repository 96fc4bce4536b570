import type { RunRecord } from '../contract/records';
import { isLinear } from '../experiment/linearity';
import type { Cell } from '../experiment/plan';
import type { BoundsRow } from '../figures/bounds-table';
import { verdictTable } from '../figures/verdicts/verdict-table';
import type { VerdictTally } from '../figures/verdicts/verdict-tally';
import { clusteredMean, type ClusteredMean } from '../numerics/clustered-mean';
import { cellsOf, measureOf, runsByCell, type ComparedSide } from './compared-side';
import { drawAddress } from './draw-address';

/** What theory says of the networks of one depth of a side, and what was measured of them. */
export interface TheoryBesideRow {
  /** Index of the side. */
  readonly side: number;
  readonly depth: number;
  /** Whether its networks are linear: what theory says holds for those alone. */
  readonly applies: boolean;
  /** As of "lab bounds". */
  readonly bounds: BoundsRow;
  /** Exact sharpness after training of the runs that converged; null where none did. */
  readonly sharpness: MeasuredSharpness | null;
  readonly rates: MeasuredRates;
  /** As of "lab verdicts", of the runs that were judged; null where none was. */
  readonly verdicts: JudgedStatements | null;
}

/** Runs from the same random numbers are one group: n counts runs, `clusters` the networks they started from. */
export interface MeasuredSharpness extends ClusteredMean {
  /** Mean and interval over a bound. */
  readonly overLower: Ratio;
  readonly overExact: Ratio;
  readonly overUpper: Ratio;
}

export interface Ratio {
  readonly value: number;
  readonly interval: readonly [low: number, high: number] | null;
}

/** Learning rates by how runs ended, over all scales of the side; each null where there is none. */
export interface MeasuredRates {
  /** The largest at which more than half of the runs converged. */
  readonly mostConverged: RateCount | null;
  /** The largest at which all runs converged. */
  readonly allConverged: RateCount | null;
  /** The smallest at which all runs diverged. */
  readonly allDiverged: RateCount | null;
}

export interface RateCount {
  readonly learningRate: number;
  /** Finished runs with the outcome, of all finished runs at this rate. */
  readonly count: number;
  readonly finished: number;
}

export interface JudgedStatements {
  /** Runs that were judged, of those that have finished. */
  readonly judged: number;
  readonly finished: number;
  readonly statements: readonly { readonly statement: string; readonly tally: VerdictTally }[];
}

/** @param statements ids of those that can be held against runs. */
export function theoryBeside(
  sides: readonly ComparedSide[],
  statements: readonly string[],
): TheoryBesideRow[] {
  return sides.flatMap((side, index) => {
    const runs = runsByCell(side);
    const cells = cellsOf(side);
    const depths = side.spec.grid.depths.filter((depth) => cells.some((cell) => cell.depth === depth));
    return depths.map((depth): TheoryBesideRow => {
      const own = cells.filter((cell) => cell.depth === depth);
      const bounds = side.theory.bounds.find((row) => row.depth === depth)!;
      return {
        side: index,
        depth,
        applies: isLinear(side.spec),
        bounds,
        sharpness: sharpnessOf(side, own, runs, bounds),
        rates: ratesOf(own, runs),
        verdicts: judgedOf(side, own, runs, statements),
      };
    });
  });
}

type Runs = ReadonlyMap<number, readonly RunRecord[]>;

function sharpnessOf(
  side: ComparedSide,
  cells: readonly Cell[],
  runs: Runs,
  { lower, exact, upper }: BoundsRow,
): MeasuredSharpness | null {
  const values: number[] = [];
  const networks: string[] = [];
  for (const cell of cells) {
    const draws = JSON.stringify(drawAddress(side.spec, cell, side.theory.data.d));
    for (const run of runs.get(cell.index)!) {
      const value = run.outcome === 'converged' ? measureOf(run, 'finalSharpness') : null;
      if (value === null) continue;
      values.push(value);
      networks.push(`${draws} ${run.repetition}`);
    }
  }
  const mean = clusteredMean(values, networks);
  if (mean === null) return null;
  const over = (bound: number): Ratio => ({
    value: mean.mean / bound,
    interval: mean.interval && [mean.interval[0] / bound, mean.interval[1] / bound],
  });
  return { ...mean, overLower: over(lower), overExact: over(exact), overUpper: over(upper) };
}

function ratesOf(cells: readonly Cell[], runs: Runs): MeasuredRates {
  const rates = [...new Set(cells.map(({ learningRate }) => learningRate))].sort((a, b) => a - b);
  const counted = rates.map((learningRate) => {
    const ended = cells
      .filter((cell) => cell.learningRate === learningRate)
      .flatMap((cell) => runs.get(cell.index)!.filter(({ status }) => status === 'finished'));
    const count = (outcome: 'converged' | 'diverged'): RateCount => ({
      learningRate,
      count: ended.filter((run) => run.outcome === outcome).length,
      finished: ended.length,
    });
    return { converged: count('converged'), diverged: count('diverged') };
  });
  const whole = ({ count, finished }: RateCount): boolean => finished > 0 && count === finished;
  const converged = counted.map((own) => own.converged);
  return {
    mostConverged: converged.findLast(({ count, finished }) => 2 * count > finished) ?? null,
    allConverged: converged.findLast(whole) ?? null,
    allDiverged: counted.map((own) => own.diverged).find(whole) ?? null,
  };
}

function judgedOf(
  side: ComparedSide,
  cells: readonly Cell[],
  runs: Runs,
  statements: readonly string[],
): JudgedStatements | null {
  const own = new Set(cells.map(({ index }) => index));
  const judged = side.verdicts.filter(
    ({ cell, repetition }) => own.has(cell) && (side.run === null || repetition === side.run),
  );
  if (judged.length === 0) return null;
  // The table has a place for every cell of the plan.
  const table = verdictTable(cellsOf({ ...side, cell: null }), statements, judged);
  return {
    judged: judged.length,
    finished: cells.reduce(
      (sum, { index }) => sum + runs.get(index)!.filter(({ status }) => status === 'finished').length,
      0,
    ),
    statements: table.statements.map(({ statement, all }) => ({ statement, tally: all })),
  };
}
