import type { LinearWorkspace } from '../network/linear-network';
import { dot } from '../numerics/dense';

/**
 * ‖∇R‖_F² = Σ_k ‖b_k‖² ‖f_{k-1}‖² over all layers, from a workspace in which a gradient was just computed: every
 * layer's gradient has rank one (equation 5), so no entry of it is needed. A square of about 1e-308 or less underflows.
 */
export function gradientSquare({ outputs, inputs }: LinearWorkspace): number {
  let sum = 0;
  for (let k = 1; k < outputs.length; k += 1) {
    const left = outputs[k]!;
    const right = inputs[k - 1]!;
    sum += dot(left, left) * dot(right, right);
  }
  return sum;
}
