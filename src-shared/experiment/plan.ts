import type { NetworkSpec, ExperimentSpec } from './spec';

/** One point of an experiment's grid. */
export interface Cell {
  /** Position in the plan: depth outermost, then scale, then learning rate. */
  readonly index: number;
  readonly learningRate: number;
  readonly scale: number;
  readonly depth: number;
  readonly steps: number;
  readonly repetitions: number;
}

/** Everything that a spec asks for, in canonical order. */
export interface Plan {
  readonly cells: readonly Cell[];
  readonly runCount: number;
  /** Updates over all runs. */
  readonly stepCount: number;
}

export function plan(spec: ExperimentSpec): Plan {
  const cells: Cell[] = [];
  for (const depth of spec.grid.depths) {
    for (const scale of spec.grid.scales) {
      for (const schedule of spec.grid.training)
        cells.push({ index: cells.length, scale, depth, ...schedule });
    }
  }
  return {
    cells,
    runCount: cells.reduce((sum, cell) => sum + cell.repetitions, 0),
    stepCount: cells.reduce((sum, cell) => sum + cell.repetitions * cell.steps, 0),
  };
}

/** d_0 … d_L of a network of this depth on inputs of this size. */
export function layerWidths(network: NetworkSpec, features: number, depth: number): number[] {
  if (network.kind === 'residual') return Array.from({ length: depth + 1 }, () => features);
  const { hiddenWidths } = network;
  const hidden = Array.isArray(hiddenWidths)
    ? hiddenWidths
    : Array.from({ length: depth - 1 }, () => hiddenWidths ?? features);
  return [features, ...hidden, 1];
}
