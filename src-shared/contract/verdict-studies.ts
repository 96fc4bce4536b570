import type { Looseness, Population } from '../figures/verdicts/looseness';
import type { VerdictTable } from '../figures/verdicts/verdict-table';
import type { StatementVerdict } from '../theory/verdict';
import type { RunPlace } from '../training/run-result';
import type { DynamicsKind } from '../training/trajectory';
import type { ExperimentId } from './ids';
import type { KeptVerdicts } from './records';

/** Holds all statements against the first repetitions of every cell; what was judged before is not judged again. */
export interface VerdictsStudy {
  readonly experiment: ExperimentId;
  readonly dynamics: DynamicsKind;
  /** Of every cell; 0: only what was judged before. */
  readonly repetitions: number;
}

export interface VerdictsAnswer {
  /** All runs that were judged, now or before. */
  readonly table: VerdictTable;
  /** What was judged now, to be kept in the archive; empty once that was done. */
  readonly fresh: readonly KeptVerdicts[];
}

/** One statement held against the runs of one cell: those that were judged before, else the places that are asked for. */
export interface CellVerdictsStudy {
  readonly experiment: ExperimentId;
  readonly dynamics: DynamicsKind;
  readonly cell: number;
  /** Repetitions, of which those are judged that were not yet. */
  readonly repetitions: number;
  /** Id of the statement. */
  readonly statement: string;
}

export type CellVerdictsAnswer = readonly (RunPlace & { readonly verdict: StatementVerdict })[];

/** How loose the bounds are over the archive: from what was judged, nothing is judged for it. */
export interface LedgerStudy {
  readonly dynamics: DynamicsKind;
  readonly population: Population;
}

export interface LedgerExperiment {
  readonly id: ExperimentId;
  readonly name: string;
  /** Runs of the plan, and those that were judged. */
  readonly runs: number;
  readonly judged: number;
  /** Whether statements judge its networks. */
  readonly linear: boolean;
  readonly looseness: readonly Looseness[];
}

export interface LedgerAnswer {
  /** Newest first. */
  readonly experiments: readonly LedgerExperiment[];
  /** Over the runs of all experiments, in the order of the catalogue. */
  readonly looseness: readonly Looseness[];
}
