import { networkShape } from '../network/shape';
import { layerWidths, plan, type Cell } from './plan';
import type { ExperimentSpec } from './spec';

/** What an experiment will cost, roughly. */
export interface Estimate {
  readonly runs: number;
  /** Updates over all runs. */
  readonly steps: number;
  /** Wall time with this many engine processes, in seconds. */
  readonly seconds: number;
  /** Of one engine process, in bytes. */
  readonly memory: number;
  /** In the archive, in bytes. */
  readonly disk: number;
}

/* Orders of magnitude on a laptop core of 2024, good to a factor of about two. */
const SECONDS_PER_MULTIPLY_ADD = 1.4e-9;
const BASE_MEMORY = 60e6;
const RUN_BYTES = 350;
/** Draws, messages and rows of a run, however short. */
const SECONDS_PER_RUN = 1.5e-4;
/** Products with the Hessian a run: the two published sharpnesses and the exact one at the start. */
const PRODUCTS_PER_RUN = 90;
/** Products for one exact sharpness of a trace. */
const PRODUCTS_PER_SAMPLE = 40;
/** Work vectors of length D beside the Lanczos basis. */
const VECTORS = 12;
const BASIS_BYTES = 64 * 1024 * 1024;

/** Multiply-adds of one update of this cell's networks. */
export function stepWork(spec: ExperimentSpec, features: number, depth: number): number {
  return 3 * networkShape(layerWidths(spec.network, features, depth)).parameterCount + features * features;
}

/** Multiply-adds of one run: its updates, its measures and its samples. */
export function runWork(spec: ExperimentSpec, features: number, cell: Cell): number {
  const step = stepWork(spec, features, cell.depth);
  const samples = spec.trace ? Math.floor(cell.steps / spec.trace.every) + 1 : 0;
  const curved = spec.trace?.quantities.some((quantity) => quantity.startsWith('sharpness')) ?? false;
  return step * (cell.steps + 2 * PRODUCTS_PER_RUN + (curved ? 2 * PRODUCTS_PER_SAMPLE * samples : samples));
}

export function estimate(spec: ExperimentSpec, features: number, processes: number): Estimate {
  const { cells, runCount, stepCount } = plan(spec);
  const work = cells.reduce((sum, cell) => sum + cell.repetitions * runWork(spec, features, cell), 0);
  const parameters = Math.max(
    ...spec.grid.depths.map(
      (depth) => networkShape(layerWidths(spec.network, features, depth)).parameterCount,
    ),
  );
  const traceValues = spec.trace
    ? cells.reduce(
        (sum, { steps, repetitions }) =>
          sum + repetitions * spec.trace!.quantities.length * (Math.floor(steps / spec.trace!.every) + 1),
        0,
      )
    : 0;
  return {
    runs: runCount,
    steps: stepCount,
    seconds:
      (work * SECONDS_PER_MULTIPLY_ADD + runCount * SECONDS_PER_RUN) /
      Math.max(1, Math.min(processes, runCount)),
    memory: BASE_MEMORY + 8 * parameters * VECTORS + Math.min(BASIS_BYTES, 8 * parameters * parameters),
    disk: runCount * RUN_BYTES + 8 * traceValues,
  };
}
