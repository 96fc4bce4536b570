import type { TableSize } from '../network/data/data-set';
import { geluStepWork, linearStepWork } from '../network/model';
import { networkShape, type NetworkShape } from '../network/shape';
import { blockBytes, runsSideBySide } from '../training/side-by-side';
import { isLinear } from './linearity';
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
  /** Runs that a process trains side by side, of its largest network: fewer than 4 only where memory forbids it. */
  readonly runsSideBySide: 1 | 2 | 4;
}

/* Orders of magnitude on a laptop core of 2024, good to a factor of about two. */

/** Of one run, of four side by side. */
const SECONDS_PER_MULTIPLY_ADD = 1.2e-10;
/** The same for runs two by two, and for a run alone in scalar code. */
const SLOWDOWN = { 4: 1, 2: 1.5, 1: 12 } as const;
/** Messages and rows of a run, however short. */
const SECONDS_PER_RUN = 1e-4;
/** Draws of weights and start vectors, and what is done with them outside the kernels. */
const SECONDS_PER_PARAMETER = 5e-7;
const BASE_MEMORY = 100e6;
const RUN_BYTES = 350;
/** Products with the Hessian a run: the two published sharpnesses and the exact one at the start. */
const PRODUCTS_PER_RUN = 90;
/** Products for one exact sharpness of a trace. */
const PRODUCTS_PER_SAMPLE = 40;
/** Lanczos bases of all runs side by side take no more. */
const BASIS_BYTES = 48e6;
/** Nor does what the Hessians of GELU networks keep of every sample: beyond that it is computed again. */
const KEPT_ACTIVATIONS = 16e6;

function shapeAt(spec: ExperimentSpec, { features }: TableSize, depth: number): NetworkShape {
  return networkShape(layerWidths(spec.network, features, depth));
}

/** Multiply-adds of one update of this cell's networks. */
function stepWork(spec: ExperimentSpec, size: TableSize, depth: number): number {
  const shape = shapeAt(spec, size, depth);
  return isLinear(spec) ? linearStepWork(shape) : geluStepWork(shape, size.samples);
}

/** Multiply-adds of one run: its updates, its measures and its samples. */
export function runWork(spec: ExperimentSpec, size: TableSize, cell: Cell): number {
  const step = stepWork(spec, size, cell.depth);
  const samples = spec.trace ? Math.floor(cell.steps / spec.trace.every) + 1 : 0;
  const curved = spec.trace?.quantities.some((quantity) => quantity.startsWith('sharpness')) ?? false;
  return step * (cell.steps + 2 * PRODUCTS_PER_RUN + (curved ? 2 * PRODUCTS_PER_SAMPLE * samples : samples));
}

/** Runs of this cell that an engine process trains at once, in the time of one or little more. */
export function cellSideBySide(spec: ExperimentSpec, size: TableSize, cell: Cell): number {
  return runsSideBySide(shapeAt(spec, size, cell.depth));
}

/** @param runsOf how many runs of a cell are to be computed; all of them unless told. */
export function estimate(
  spec: ExperimentSpec,
  size: TableSize,
  processes: number,
  runsOf: (cell: Cell) => number = ({ repetitions }) => repetitions,
): Estimate {
  const { cells } = plan(spec);
  const runCount = cells.reduce((sum, cell) => sum + runsOf(cell), 0);
  const stepCount = cells.reduce((sum, cell) => sum + runsOf(cell) * cell.steps, 0);
  const secondsOf = (cell: Cell): number => {
    const shape = shapeAt(spec, size, cell.depth);
    const perMultiplyAdd = SECONDS_PER_MULTIPLY_ADD * SLOWDOWN[runsSideBySide(shape)];
    const around = SECONDS_PER_RUN + SECONDS_PER_PARAMETER * shape.parameterCount;
    return runsOf(cell) * (runWork(spec, size, cell) * perMultiplyAdd + around);
  };
  const seconds = cells.reduce((sum, cell) => sum + secondsOf(cell), 0);
  const shapes = spec.grid.depths.map((depth) => shapeAt(spec, size, depth));
  const largest = shapes.reduce((a, b) => (b.parameterCount > a.parameterCount ? b : a));
  const traceValues = spec.trace
    ? cells.reduce(
        (sum, cell) =>
          sum +
          runsOf(cell) * spec.trace!.quantities.length * (Math.floor(cell.steps / spec.trace!.every) + 1),
        0,
      )
    : 0;
  const blocks = shapes.reduce((sum, shape) => sum + blockBytes(shape), 0);
  return {
    runs: runCount,
    steps: stepCount,
    seconds: seconds / Math.max(1, Math.min(processes, Math.ceil(runCount / runsSideBySide(largest)))),
    memory:
      BASE_MEMORY +
      blocks +
      Math.min(BASIS_BYTES, 32 * largest.parameterCount * largest.parameterCount) +
      (isLinear(spec) ? 0 : KEPT_ACTIVATIONS),
    disk: runCount * RUN_BYTES + 8 * traceValues,
    runsSideBySide: runsSideBySide(largest),
  };
}
