import { layerOf, type NetworkShape } from '../network/shape';
import type { AllowedError } from '../numerics/ode/adaptive-steps';
import { CARRIED_COUNT } from './flow-field';

/** As in Dynamics. */
export interface FlowTolerances {
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
}

/** Below the least, rounding is larger than the error that is asked for; above the largest, steps say little of a flow. */
export const LEAST_TOLERANCE = 1e-14;
export const LARGEST_TOLERANCE = 0.1;

/**
 * What a step's error may be: of an entry of W_k, relative · |entry| + absolute · ‖W_k‖_F/√(d_k d_{k-1}), each the larger
 * of the step's two ends, so that a layer that starts at zero is measured by what it becomes; of a carried integral,
 * relative · |integral|.
 */
export function flowError(shape: NetworkShape, tolerances: FlowTolerances): AllowedError {
  const { relativeTolerance: relative, absoluteTolerance: absolute } = tolerances;
  return (before, after, out) => {
    for (let k = 1; k <= shape.depth; k += 1) {
      const { rows, columns, offset } = layerOf(shape, k);
      const end = offset + rows * columns;
      let [squaresBefore, squaresAfter] = [0, 0];
      for (let i = offset; i < end; i += 1) {
        squaresBefore += before[i]! * before[i]!;
        squaresAfter += after[i]! * after[i]!;
      }
      const typical = Math.sqrt(Math.max(squaresBefore, squaresAfter) / (rows * columns));
      for (let i = offset; i < end; i += 1) {
        out[i] = relative * Math.max(Math.abs(before[i]!), Math.abs(after[i]!)) + absolute * typical;
      }
    }
    const carried = shape.parameterCount;
    for (let i = carried; i < carried + CARRIED_COUNT; i += 1) {
      out[i] = relative * Math.max(Math.abs(before[i]!), Math.abs(after[i]!));
    }
  };
}
