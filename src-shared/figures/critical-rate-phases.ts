import type { CriticalRateFacts, TriedRate } from '../experiment/critical-rate/critical-rate-facts';
import { OUTCOMES } from '../training/run-result';
import { logAxis } from './axis';
import { settingAxis, type CriticalRateView } from './critical-rate-axis';
import { theoryLines } from './critical-rate-figure';
import type { FigureData, FigureSeries } from './figure-data';
import { commonOutcome, OUTCOME_LABELS } from './heatmap-quantity';
import { LEARNING_RATE } from './phrases';

/**
 * Every learning rate that the search tried, in the colour of the outcome that most runs had there: a phase diagram whose
 * dots lie where the work went.
 */
export function criticalRatePhases(rows: readonly CriticalRateFacts[], view: CriticalRateView): FigureData {
  const tried = rows.flatMap((row) => row.trials.map((trial) => ({ row, trial })));
  const series = OUTCOMES.map((outcome): FigureSeries => ({
    id: `phase-${outcome}`,
    label: OUTCOME_LABELS[outcome],
    ink: { kind: 'outcome', outcome },
    points: tried
      .filter(({ trial }) => commonOutcome(trial) === outcome)
      .map(({ row, trial }) => ({
        x: row[view.over],
        y: trial.learningRate,
        low: null,
        high: null,
        n: trial.n,
      }))
      .sort((a, b) => a.x - b.x || a.y - b.y),
    marked: true,
    drawn: 'dots',
  })).filter(({ points }) => points.length > 0);
  return {
    id: `critical-rate-phases-over-${view.over}`,
    title: 'How runs ended at the rates that were tried',
    panels: [
      {
        x: settingAxis(rows, view),
        y: logAxis(
          LEARNING_RATE,
          tried.map(({ trial }) => trial.learningRate),
          true,
        ),
        series,
        references: theoryLines(rows, view),
      },
    ],
    caption: `A dot a tried learning rate, in the colour of the outcome that most of its runs had; ${tried.length} rates, ${tried.reduce((sum, { trial }) => sum + trial.n, 0).toLocaleString('en')} runs.`,
    notes: mixedSaid(tried.map(({ trial }) => trial)),
  };
}

/** Where one colour does not tell all. */
function mixedSaid(trials: readonly TriedRate[]): string[] {
  const mixed = trials.filter((trial) => 2 * trial[commonOutcome(trial)] <= trial.n).length;
  return mixed === 0 ? [] : [`At ${mixed} of them no outcome had more than half the runs.`];
}
