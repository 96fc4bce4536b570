import type { StatementVerdict } from '../../theory/verdict';
import type { RunPlace } from '../../training/run-result';
import type { DynamicsKind } from '../../training/trajectory';
import type { FigureData } from '../figure-data';
import type { RunPanelId } from './panel-ids';

/** How the course that is shown ended. */
export interface RunEnding {
  /** t. */
  readonly time: number;
  /** Updates done; null of gradient flow. */
  readonly step: number | null;
  readonly excessRisk: number;
  /** As a sentence: "All 4000 steps were taken." */
  readonly said: string;
}

/** The theory of one run: its figures, and every statement held against it. */
export interface RunTheory extends RunPlace {
  readonly dynamics: DynamicsKind;
  readonly ending: RunEnding;
  /** Moments that were looked at. */
  readonly moments: number;
  /** In the order of RUN_PANELS; those that this run has. */
  readonly panels: readonly { readonly id: RunPanelId; readonly figure: FigureData }[];
  /** In the order of the catalogue. */
  readonly verdicts: readonly StatementVerdict[];
}
