import { INITIALISATIONS, STATEMENTS } from '@shared/catalogue';
import type { ComparedSide } from '@shared/compare/compared-side';
import type { RunRecord } from '@shared/contract/records';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan, type Cell } from '@shared/experiment/plan';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { boundsTable } from '@shared/figures/bounds-table';
import { dataFacts } from '@shared/figures/data-facts';
import { statementValues } from '@shared/theory/statement-values';
import type { MeasureName, Outcome } from '@shared/training/run-result';

export function preparedOf(spec: ExperimentSpec): PreparedExperiment {
  return prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
}

/** A side of a comparison with made-up runs on its spec's own data. */
export function madeUpSide(
  spec: ExperimentSpec,
  runs: readonly RunRecord[],
  change: Partial<ComparedSide> = {},
): ComparedSide {
  const data = drawnDataSet(spec)!;
  const { problem, theory } = preparedOf(spec);
  const settings = spec.grid.depths.map(theory);
  return {
    spec,
    theory: {
      data: dataFacts(data, problem),
      bounds: boundsTable(settings),
      values: statementValues(STATEMENTS, settings),
    },
    cell: null,
    run: null,
    runs,
    verdicts: [],
    ...change,
  };
}

/** A finished run of a cell. */
export function madeUpRun(
  cell: number,
  repetition: number,
  outcome: Outcome,
  values: Partial<Record<MeasureName, number>> = {},
): RunRecord {
  const final = outcome === 'diverged' ? {} : { finalSharpnessAsPublished: 1 };
  return {
    cell,
    repetition,
    status: 'finished',
    outcome,
    stepsTaken: 100,
    reason: null,
    measures: Object.entries({ ...final, ...values }).map(([measure, value]) => ({
      measure: measure as MeasureName,
      value,
      error: null,
      method: null,
    })),
  };
}

/** A run of every planned place. */
export function everyRun(
  spec: ExperimentSpec,
  make: (cell: Cell, repetition: number) => RunRecord,
): RunRecord[] {
  return plan(spec).cells.flatMap((cell) =>
    Array.from({ length: cell.repetitions }, (_, repetition) => make(cell, repetition)),
  );
}
