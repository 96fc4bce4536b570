import type { RunRecord } from '../contract/records';
import type { Cell } from '../experiment/plan';
import { seedOf } from '../figures/interval';
import { bootstrapMean95 } from '../numerics/bootstrap';
import { holmAdjusted } from '../numerics/holm';
import {
  bootstrapDifference95,
  pairedDifference,
  welchDifference,
  type MeanDifference,
} from '../numerics/mean-difference';
import {
  independentProportions,
  pairedProportions,
  type ProportionDifference,
} from '../numerics/proportion-difference';
import { summarise } from '../numerics/statistics';
import type { MeasureName, Outcome } from '../training/run-result';
import { cellsOf, measureOf, repetitionsOf, runsByCell, type ComparedSide } from './compared-side';
import { correspondingCells } from './corresponding-cells';
import { drawAddress, drawsDiffer } from './draw-address';

/** How the interval of a difference of means is made. */
export const DIFFERENCE_INTERVALS = ['student', 'bootstrap'] as const;
export type DifferenceInterval = (typeof DIFFERENCE_INTERVALS)[number];

export interface DifferenceOptions {
  readonly measure: MeasureName;
  /** Whose probability is compared. */
  readonly outcome: Outcome;
  readonly interval: DifferenceInterval;
}

/** Why runs are left out of a comparison of means. */
export const LEFT_OUT = ['unplanned', 'missing', 'failed', 'diverged', 'unmeasured'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
export type LeftOutCounts = Readonly<Partial<Record<LeftOut, number>>>;

/** What two cells differ by: the second minus the first. Of a value and its interval, p-values tell the least. */
export interface CellDifference {
  readonly first: Cell;
  readonly second: Cell;
  /** Whether run i of both starts from the same random numbers. */
  readonly paired: boolean;
  /** Why that is so, as a sentence. */
  readonly because: string;
  /** Null where a side has no value. */
  readonly measure: MeasureDifference | null;
  /** Pairs, or runs of both samples, that the means are without. */
  readonly leftOut: LeftOutCounts;
  /** Null where no run of a side has finished. */
  readonly outcome: OutcomeDifference | null;
}

export interface MeasureDifference extends MeanDifference {
  /** Values of each side; equal where they are paired. */
  readonly n: readonly [first: number, second: number];
  readonly means: readonly [first: number, second: number];
  /** Holm's, over all cells of all sides; null where there is no p-value. */
  readonly adjusted: number | null;
}

export interface OutcomeDifference extends ProportionDifference {
  /** Finished runs of each side, or pairs of them. */
  readonly n: readonly [first: number, second: number];
  /** Those with the outcome. */
  readonly counts: readonly [first: number, second: number];
  readonly adjusted: number;
}

/** A side against the first. */
export interface SideDifferences {
  /** Index of the side. */
  readonly side: number;
  /** A row a pair of cells, in the order of the first side's plan. */
  readonly cells: readonly CellDifference[];
  /** Cells of either side that correspond to none of the other. */
  readonly unmatched: readonly [first: number, second: number];
}

/**
 * Each side after the first against the first, cell by cell: cells correspond where learning rate, scale and depth are the
 * same; two cells or runs that were chosen as sides correspond to each other. Runs are paired where they start from the same
 * random numbers (draw-address.ts), whatever else differs between them: they are then dependent. Else the two samples are
 * independent: their seeds, shapes or families differ.
 */
export function differenceStatistics(
  sides: readonly ComparedSide[],
  options: DifferenceOptions,
): SideDifferences[] {
  const [first, ...others] = sides;
  if (first === undefined) return [];
  return adjusted(others.map((second, i) => sideDifferences(first, second, i + 1, options)));
}

function sideDifferences(
  first: ComparedSide,
  second: ComparedSide,
  side: number,
  options: DifferenceOptions,
): SideDifferences {
  const [ofFirst, ofSecond] = [cellsOf(first), cellsOf(second)];
  const pairs = correspondingCells(first, second);
  const [runsOfFirst, runsOfSecond] = [runsByCell(first), runsByCell(second)];
  return {
    side,
    cells: pairs.map(([a, b]) =>
      cellDifference(
        { side: first, cell: a, runs: runsOfFirst.get(a.index)! },
        { side: second, cell: b, runs: runsOfSecond.get(b.index)! },
        options,
      ),
    ),
    unmatched: [ofFirst.length - pairs.length, ofSecond.length - pairs.length],
  };
}

interface Sample {
  readonly side: ComparedSide;
  readonly cell: Cell;
  readonly runs: readonly RunRecord[];
}

function cellDifference(first: Sample, second: Sample, options: DifferenceOptions): CellDifference {
  const differ = drawsDiffer(
    drawAddress(first.side.spec, first.cell, first.side.theory.data.d),
    drawAddress(second.side.spec, second.cell, second.side.theory.data.d),
  );
  // Two single runs that were chosen are compared with each other, whatever their numbers.
  const paired = differ === null && first.side.run === second.side.run;
  const compared = paired ? comparePairs(first, second, options) : compareSamples(first, second, options);
  return {
    first: first.cell,
    second: second.cell,
    paired,
    because: paired
      ? 'Run i of both starts from the same random numbers: they are compared pair by pair.'
      : `Two independent samples: ${differ ?? 'they are different repetitions'}.`,
    ...compared,
  };
}

type Compared = Pick<CellDifference, 'measure' | 'leftOut' | 'outcome'>;

function comparePairs(first: Sample, second: Sample, options: DifferenceOptions): Compared {
  const [ofFirst, ofSecond] = [byRepetition(first), byRepetition(second)];
  const repetitions = new Set([
    ...repetitionsOf(first.side, first.cell),
    ...repetitionsOf(second.side, second.cell),
  ]);
  const leftOut: Partial<Record<LeftOut, number>> = {};
  const values: [number, number][] = [];
  const ends = { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 };
  for (const repetition of repetitions) {
    const [a, b] = [ofFirst.get(repetition), ofSecond.get(repetition)];
    const reason = worst(
      reasonOf(first, repetition, a, options.measure),
      reasonOf(second, repetition, b, options.measure),
    );
    if (reason === null) values.push([measureOf(a!, options.measure)!, measureOf(b!, options.measure)!]);
    else leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    if (a?.status === 'finished' && b?.status === 'finished') {
      const [inFirst, inSecond] = [a.outcome === options.outcome, b.outcome === options.outcome];
      ends[inFirst ? (inSecond ? 'both' : 'onlyFirst') : inSecond ? 'onlySecond' : 'neither'] += 1;
    }
  }
  const differences = values.map(([a, b]) => b - a);
  const found = pairedDifference(differences);
  const n = values.length;
  const pairs = ends.both + ends.onlyFirst + ends.onlySecond + ends.neither;
  const proportions = pairedProportions(ends);
  return {
    leftOut,
    measure: found && {
      ...found,
      ...(options.interval === 'bootstrap'
        ? { interval: bootstrapMean95(differences, seedFor(first.cell, options)), degrees: null }
        : {}),
      n: [n, n],
      means: [summarise(values.map(([a]) => a))!.mean, summarise(values.map(([, b]) => b))!.mean],
      adjusted: null,
    },
    outcome: proportions && {
      ...proportions,
      n: [pairs, pairs],
      counts: [ends.both + ends.onlyFirst, ends.both + ends.onlySecond],
      adjusted: proportions.pValue,
    },
  };
}

function compareSamples(first: Sample, second: Sample, options: DifferenceOptions): Compared {
  const leftOut: Partial<Record<LeftOut, number>> = {};
  const [a, b] = [first, second].map((sample) => {
    const runs = byRepetition(sample);
    return repetitionsOf(sample.side, sample.cell).flatMap((repetition) => {
      const run = runs.get(repetition);
      const reason = reasonOf(sample, repetition, run, options.measure);
      if (reason === null) return [measureOf(run!, options.measure)!];
      leftOut[reason] = (leftOut[reason] ?? 0) + 1;
      return [];
    });
  }) as [number[], number[]];
  const [doneA, doneB] = [finished(first), finished(second)];
  const ended = (runs: readonly RunRecord[]): number =>
    runs.filter(({ outcome }) => outcome === options.outcome).length;
  const counts = [ended(doneA), ended(doneB)] as const;
  const found = welchDifference(a, b);
  const proportions = independentProportions(counts[0], doneA.length, counts[1], doneB.length);
  return {
    leftOut,
    measure: found && {
      ...found,
      ...(options.interval === 'bootstrap'
        ? { interval: bootstrapDifference95(a, b, seedFor(first.cell, options)), degrees: null }
        : {}),
      n: [a.length, b.length],
      means: [summarise(a)!.mean, summarise(b)!.mean],
      adjusted: null,
    },
    outcome: proportions && {
      ...proportions,
      n: [doneA.length, doneB.length],
      counts,
      adjusted: proportions.pValue,
    },
  };
}

function byRepetition({ runs }: Sample): Map<number, RunRecord> {
  return new Map(runs.map((run) => [run.repetition, run]));
}

function finished({ runs }: Sample): RunRecord[] {
  return runs.filter(({ status }) => status === 'finished');
}

/** Why a run has no value to compare; null where it has one. */
function reasonOf(
  { side, cell }: Sample,
  repetition: number,
  run: RunRecord | undefined,
  measure: MeasureName,
): LeftOut | null {
  if (!repetitionsOf(side, cell).includes(repetition)) return 'unplanned';
  if (run === undefined) return 'missing';
  if (run.status === 'failed') return 'failed';
  if (measureOf(run, measure) !== null) return null;
  return run.outcome === 'diverged' ? 'diverged' : 'unmeasured';
}

/** Of two reasons the one that says more: the first of LEFT_OUT. */
function worst(a: LeftOut | null, b: LeftOut | null): LeftOut | null {
  if (a === null || b === null) return a ?? b;
  return LEFT_OUT.indexOf(a) <= LEFT_OUT.indexOf(b) ? a : b;
}

/** Resamples depend on what is compared and where, and on nothing else that is computed. */
function seedFor({ learningRate, scale, depth }: Cell, { measure }: DifferenceOptions): number {
  return seedOf(['difference', measure, learningRate, scale, depth]);
}

/** With Holm's adjustment over all cells of all sides, of measures and of outcomes apart. */
function adjusted(sides: readonly SideDifferences[]): SideDifferences[] {
  const rows = sides.flatMap(({ cells }) => cells);
  const measured = rows.flatMap(({ measure }) =>
    measure === null || measure.pValue === null ? [] : [measure],
  );
  const ended = rows.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
  const ofMeasures = new Map(
    holmAdjusted(measured.map(({ pValue }) => pValue!)).map((p, i) => [measured[i]!, p]),
  );
  const ofOutcomes = new Map(holmAdjusted(ended.map(({ pValue }) => pValue)).map((p, i) => [ended[i]!, p]));
  return sides.map((side) => ({
    ...side,
    cells: side.cells.map((row) => ({
      ...row,
      measure: row.measure && { ...row.measure, adjusted: ofMeasures.get(row.measure) ?? null },
      outcome: row.outcome && { ...row.outcome, adjusted: ofOutcomes.get(row.outcome)! },
    })),
  }));
}
