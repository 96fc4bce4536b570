import {
  backward,
  excessRisk,
  forward,
  linearWorkspace,
  type LinearWorkspace,
} from '../network/linear-network';
import type { LinearModel } from '../network/model';
import { layerOf } from '../network/shape';
import { scaledNorm } from '../numerics/dense';
import type { OdeSystem } from '../numerics/ode/system';

/**
 * What the flow is followed in. Time t: dW/dt = -∇R (equation 4). Arc length s of the path of the weights, ds = ‖∇R‖ dt:
 * dW/ds = -∇R/‖∇R‖, dt/ds = 1/‖∇R‖, which passes a saddle in a few steps however long the flow stays there. In arc
 * length a minimiser is as stiff as a saddle is slow in time.
 */
export const FLOW_COORDINATES = ['time', 'arcLength'] as const;
export type FlowCoordinate = (typeof FLOW_COORDINATES)[number];

/** Integrals that are carried behind the D weights. */
export const CARRIED = {
  /** ∫ ‖∇R‖_F² dt. */
  descent: 0,
  /** ∫ ‖∇R‖_F dt. */
  arcLength: 1,
  time: 2,
} as const;
export const CARRIED_COUNT = 3;

/**
 * Gradient flow of a linear network as an ODE for (W, descent, arc length, time). Its excess risk and gradient are those
 * of the weights at which the derivative was taken last. Norms are taken without squaring what is small: at a saddle of
 * ten layers gradients of 1e-60 are usual, and of 1e-200 possible.
 */
export class FlowField implements OdeSystem {
  readonly dimension: number;
  readonly coupled: number;
  /** ‖∇R‖_F. */
  gradientNorm = NaN;
  readonly #workspace: LinearWorkspace;
  readonly #layerNorms: Float64Array;

  constructor(
    private readonly model: LinearModel,
    private readonly coordinate: FlowCoordinate,
  ) {
    this.coupled = model.shape.parameterCount;
    this.dimension = this.coupled + CARRIED_COUNT;
    this.#workspace = linearWorkspace(model.network);
    this.#layerNorms = new Float64Array(model.shape.depth);
  }

  /** R - R_min. */
  get excessRisk(): number {
    return excessRisk(this.#workspace);
  }

  derivative = (_: number, state: Float64Array, out: Float64Array): void => {
    this.look(state);
    const size = this.gradientNorm;
    const speed = this.coordinate === 'time' ? 1 : 1 / size;
    this.#writeVelocity(speed, out);
    const carried = this.coupled;
    out[carried + CARRIED.time] = speed;
    out[carried + CARRIED.arcLength] = this.coordinate === 'time' ? size : 1;
    out[carried + CARRIED.descent] = this.coordinate === 'time' ? size * size : size;
  };

  /** Computes excess risk and gradient at the weights that `state` begins with. */
  look(state: Float64Array): void {
    const { network, problem } = this.model;
    const workspace = this.#workspace;
    backward(network, problem, state, workspace);
    forward(network, state, workspace);
    // ‖∇_k R‖_F = ‖b_k‖ ‖f_{k-1}‖: rank one (equation 5).
    for (let k = 0; k < this.#layerNorms.length; k += 1) {
      this.#layerNorms[k] = scaledNorm(workspace.outputs[k + 1]!) * scaledNorm(workspace.inputs[k]!);
    }
    this.gradientNorm = scaledNorm(this.#layerNorms);
  }

  /** out = -speed · ∇R. */
  #writeVelocity(speed: number, out: Float64Array): void {
    const { shape } = this.model;
    for (let k = 1; k <= shape.depth; k += 1) {
      const { rows, columns, offset } = layerOf(shape, k);
      const left = this.#workspace.outputs[k]!;
      const right = this.#workspace.inputs[k - 1]!;
      for (let i = 0; i < rows; i += 1) {
        const factor = -speed * left[i]!;
        const row = offset + i * columns;
        for (let j = 0; j < columns; j += 1) out[row + j] = factor * right[j]!;
      }
    }
  }
}
