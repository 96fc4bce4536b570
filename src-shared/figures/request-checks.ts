import { WorkbenchError } from '../contract/errors';
import { isLinear } from '../experiment/linearity';
import { matchOf } from '../experiment/match';
import { plan, type Cell } from '../experiment/plan';
import type { DataSpec, ExperimentSpec } from '../experiment/spec';
import type { RunPlace } from '../training/run-result';
import type { SummarisedMeasure } from './cell-table';
import { formatSetting } from './format-number';
import { ascending, learningRates, type GridSlice } from './grid-slice';
import { recordedOn, type ScatterAxis } from './scatter-axis';

/** What an experiment has of what a figure asks for; what it has not is refused in a sentence that says what there is. */

const MOST_LISTED = 12;

/** The slice with the experiment's own number: scales and rates may be asked for as they are written, in short. */
export function sliceOf({ grid }: ExperimentSpec, slice: GridSlice): GridSlice {
  return slice.over === 'scale'
    ? { over: 'scale', depth: oneOf(slice.depth, grid.depths, 'depth') }
    : { over: 'learningRate', scale: oneOf(slice.scale, grid.scales, 'initialisation scale') };
}

export function learningRateOf({ grid }: ExperimentSpec, learningRate: number): number {
  return oneOf(learningRate, learningRates(grid), 'learning rate');
}

/** The cell of a run. */
export function cellOf(spec: ExperimentSpec, { cell, repetition }: RunPlace): Cell {
  const { cells } = plan(spec);
  const found = cells[cell];
  if (found === undefined) {
    throw refusal(
      `There is no cell ${cell} in "${spec.name}"; its cells are counted from 0 to ${cells.length - 1}.`,
    );
  }
  if (!Number.isInteger(repetition) || repetition < 0 || repetition >= found.repetitions) {
    throw refusal(
      `There is no repetition ${repetition} in cell ${cell} of "${spec.name}"; they are counted from 0 to ${found.repetitions - 1}.`,
    );
  }
  return found;
}

/** Refuses a measure that no run of the experiment can have. */
export function requireMeasure(spec: ExperimentSpec, measure: SummarisedMeasure): void {
  if (measure.endsWith('SquaredDistance') && !isLinear(spec)) {
    throw refusal(
      `The networks of "${spec.name}" have GELU between their layers: of those no squared distance is measured, only of linear networks.`,
    );
  }
  if (measure === 'finalTestRisk') requireTestTable(spec);
}

/** Refuses what no run of the experiment can have on an axis of a scatter plot. */
export function requireAxis(spec: ExperimentSpec, axis: ScatterAxis, points: 'runs' | 'cells'): void {
  const { what } = axis;
  if (what.of === 'outcome' && points === 'runs') {
    throw refusal(
      'A run ends in one way: the share of runs that ended so is a number of a cell.',
      'Show a point a cell.',
    );
  }
  if (what.of !== 'course') return;
  if (what.quantity === 'squaredDistance') requireMeasure(spec, 'finalSquaredDistance');
  if (what.quantity === 'testRisk') requireTestTable(spec);
  if (what.along === 'first' || what.along === 'last') return;
  const recorded = recordedOn(axis);
  if (recorded === null)
    throw refusal(`No courses of ${what.quantity} are recorded, only its first and last values are.`);
  if (spec.trace === null || !spec.trace.quantities.includes(recorded.quantity)) {
    throw refusal(
      `"${spec.name}" does not record the course of ${recorded.quantity}.`,
      `Show its first or last value, or design it again with ${recorded.quantity} in trace.quantities.`,
    );
  }
}

export function requireTestTable(spec: ExperimentSpec): void {
  if (hasTestTable(spec.data)) return;
  throw refusal(
    `The data of "${spec.name}" have no test table, so no test risk was measured.`,
    spec.data.kind === 'synthetic' ? 'Design it again with testSamples above 0.' : null,
  );
}

export function hasTestTable(data: DataSpec): boolean {
  return data.kind === 'authors' || (data.kind === 'synthetic' && data.testSamples > 0);
}

export function refusal(message: string, remedy: string | null = null): WorkbenchError {
  return new WorkbenchError('bad-arguments', message, remedy);
}

function oneOf(value: number, candidates: readonly number[], what: string): number {
  const found = matchOf(value, candidates);
  if (found !== undefined) return found;
  const sorted = ascending(candidates);
  const listed =
    sorted.length <= MOST_LISTED
      ? sorted.map(formatSetting).join(', ')
      : `${sorted.length} from ${formatSetting(sorted[0]!)} to ${formatSetting(sorted.at(-1)!)}`;
  throw refusal(`${formatSetting(value)} is no ${what} of this experiment; it has ${listed}.`);
}
