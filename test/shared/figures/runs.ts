import type { RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { FigureInput } from '@shared/figures/figure-of';
import type { MeasureName, RunPlace, TraceSeries } from '@shared/training/run-result';
import { THEORY } from './source';

export type MadeMeasures = Partial<Record<MeasureName, number>>;

/** A finished run with these measures; without a final published sharpness it counts as diverged. */
export function madeRun({ cell, repetition }: RunPlace, measures: MadeMeasures): RunRecord {
  return {
    cell,
    repetition,
    status: 'finished',
    outcome: 'finalSharpnessAsPublished' in measures ? 'converged' : 'diverged',
    stepsTaken: 10,
    reason: null,
    measures: Object.entries(measures).map(([measure, value]) => ({
      measure: measure as MeasureName,
      value,
      error: null,
      method: null,
    })),
  };
}

/** Every run of a plan, with what `measures` says of it. */
export function madeRuns(
  spec: ExperimentSpec,
  measures: (cell: Cell, repetition: number) => MadeMeasures,
): RunRecord[] {
  return plan(spec).cells.flatMap((cell) =>
    Array.from({ length: cell.repetitions }, (_, repetition) =>
      madeRun({ cell: cell.index, repetition }, measures(cell, repetition)),
    ),
  );
}

/** What figures are made from: these runs, and the same short traces of every run. */
export function inputOf(spec: ExperimentSpec, runs: readonly RunRecord[]): FigureInput {
  return {
    spec,
    theory: THEORY,
    scaleSymbol: 'σ',
    runs: () => runs,
    traces: (): TraceSeries[] =>
      (spec.trace?.quantities ?? []).map((quantity) => ({
        quantity,
        every: spec.trace!.every,
        values: Float64Array.from({ length: 91 }, (_, i) => 20 / (i + 1)),
      })),
  };
}
