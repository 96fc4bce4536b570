import type { RunRecord } from '@shared/contract/records';
import { plan } from '@shared/experiment/plan';
import type { FigureInput } from '@shared/figures/figure-of';
import { experimentInput } from './experiment-input';
import { fewerRepetitions } from './reference-rows';

/** The same experiment before any run of it has ended. */
export function empty(input: FigureInput): FigureInput {
  return { ...input, runs: () => [], traces: () => [] };
}

/**
 * The same experiment before all runs have ended: of the last third of its cells there is nothing, of the third before
 * every second run, and one run in fifty could not be computed.
 */
export function incomplete(input: FigureInput): FigureInput {
  const { length } = plan(input.spec).cells;
  const runs = [...input.runs()]
    .filter(({ cell, repetition }) => {
      const third = Math.floor((3 * cell) / length);
      return third === 0 || (third === 1 && repetition % 2 === 0);
    })
    .map((run, i) => (i % 50 === 49 ? failed(run) : run));
  return { ...input, runs: () => runs };
}

function failed({ cell, repetition }: RunRecord): RunRecord {
  const reason = 'The engine process ended.';
  return { cell, repetition, status: 'failed', outcome: null, stepsTaken: 0, reason, measures: [] };
}

/** One run a cell: there are no intervals. */
export function oneRunEach(input: FigureInput): FigureInput {
  const runs = [...input.runs()].filter(({ repetition }) => repetition === 0);
  return experimentInput(fewerRepetitions(input.spec, 1), runs, input.traces);
}
