import type { JudgedRun } from '../../theory/judged-run';
import type { FigureData } from '../figure-data';
import type { RunPanelId } from './panel-ids';
import type { RunView } from './run-view';

/** A figure of one run beside a statement, with what the page says of it. */
export interface RunPanel {
  readonly id: RunPanelId;
  readonly title: string;
  /** In TeX. */
  readonly formula: string;
  /** What it means, in one sentence. */
  readonly meaning: string;
  /** Ids of the statements whose verdicts stand beside it. */
  readonly statements: readonly string[];
  /** Whether this run has it. */
  readonly applies: (run: JudgedRun, compared: boolean) => boolean;
  readonly draw: (view: RunView) => FigureData;
}

export function always(): boolean {
  return true;
}
