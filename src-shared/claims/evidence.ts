import type { RunRecord } from '../contract/records';
import { plan, type Cell } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import type { BoundsRow } from '../figures/bounds-table';
import type { MeasureName, Outcome, TraceQuantity, TraceSeries } from '../training/run-result';

/** A finished run, as claims read it. */
export interface EvidenceRun {
  readonly outcome: Outcome | null;
  /** As the authors count: the final published sharpness is not a number. */
  readonly diverged: boolean;
  readonly measures: ReadonlyMap<MeasureName, number>;
  readonly traces: readonly TraceSeries[];
}

/** A cell with its finished runs. */
export interface EvidenceCell extends Cell {
  readonly runs: readonly EvidenceRun[];
}

/** An experiment, as claims read it. */
export interface Evidence {
  readonly spec: ExperimentSpec;
  /** In the order of the plan. */
  readonly cells: readonly EvidenceCell[];
  /** A row a depth. */
  readonly bounds: readonly BoundsRow[];
  /** ‖w⋆‖. */
  readonly wStarNorm: number;
}

/** What evidence needs to know of theory and data. */
export type EvidenceTheory = Pick<Evidence, 'bounds' | 'wStarNorm'>;

export type TracesOf = (run: RunRecord) => readonly TraceSeries[];

/** From the ended runs in any order. */
export function evidenceOf(
  spec: ExperimentSpec,
  theory: EvidenceTheory,
  runs: Iterable<RunRecord>,
  tracesOf: TracesOf,
): Evidence {
  const cells = plan(spec).cells.map((cell) => ({ ...cell, runs: [] as EvidenceRun[] }));
  for (const run of runs) {
    if (run.status !== 'finished') continue;
    const measures = new Map(run.measures.map(({ measure, value }) => [measure, value]));
    cells[run.cell]!.runs.push({
      outcome: run.outcome,
      diverged: !measures.has('finalSharpnessAsPublished'),
      measures,
      traces: tracesOf(run),
    });
  }
  return { spec, cells, ...theory };
}

/** The bounds at a depth of the experiment. */
export function boundsOf({ bounds }: Evidence, depth: number): BoundsRow {
  const row = bounds.find((candidate) => candidate.depth === depth);
  if (row === undefined) throw new Error(`There are no bounds for depth ${depth}.`);
  return row;
}

/** Values of a measure over runs; runs without it are left out. */
export function valuesOf(runs: readonly EvidenceRun[], measure: MeasureName): number[] {
  return runs.flatMap(({ measures }) => measures.get(measure) ?? []);
}

/** The finished runs that did not diverge. */
export function survivors(cell: EvidenceCell): EvidenceRun[] {
  return cell.runs.filter(({ diverged }) => !diverged);
}

/** The finished runs that converged. */
export function converged(cell: EvidenceCell): EvidenceRun[] {
  return cell.runs.filter(({ outcome }) => outcome === 'converged');
}

/** A series of a run, or undefined where it was not recorded. */
export function traceOf({ traces }: EvidenceRun, quantity: TraceQuantity): TraceSeries | undefined {
  return traces.find((trace) => trace.quantity === quantity);
}
