import type { TableSize } from '../network/data/data-set';
import { geluStepWork, linearStepWork } from '../network/model';
import { networkShape, type NetworkShape } from '../network/shape';
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

/** Bytes that the Hessian of a GELU network keeps of every sample. */
function keptActivations(
  spec: ExperimentSpec,
  { samples }: TableSize,
  shapes: readonly NetworkShape[],
): number {
  if (isLinear(spec)) return 0;
  const units = shapes.map(({ widths }) => widths.reduce((sum, width) => sum + width, 0));
  return 32 * samples * Math.max(...units);
}

export function estimate(spec: ExperimentSpec, size: TableSize, processes: number): Estimate {
  const { cells, runCount, stepCount } = plan(spec);
  const work = cells.reduce((sum, cell) => sum + cell.repetitions * runWork(spec, size, cell), 0);
  const shapes = spec.grid.depths.map((depth) => shapeAt(spec, size, depth));
  const parameters = Math.max(...shapes.map(({ parameterCount }) => parameterCount));
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
    memory:
      BASE_MEMORY +
      8 * parameters * VECTORS +
      Math.min(BASIS_BYTES, 8 * parameters * parameters) +
      keptActivations(spec, size, shapes),
    disk: runCount * RUN_BYTES + 8 * traceValues,
  };
}
