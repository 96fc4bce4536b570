import { layerOf, type NetworkShape } from '../network/shape';

/** W_{k+1}ᵀ W_{k+1} - W_k W_kᵀ (d_k × d_k, row-major), k = 1 … L - 1: what gradient flow keeps (Lemma 1). */
export function imbalance(shape: NetworkShape, weights: Float64Array, k: number): Float64Array {
  const own = layerOf(shape, k);
  const next = layerOf(shape, k + 1);
  const size = own.rows;
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = 0;
      for (let m = 0; m < next.rows; m += 1) {
        sum += weights[next.offset + m * size + i]! * weights[next.offset + m * size + j]!;
      }
      for (let m = 0; m < own.columns; m += 1) {
        sum -= weights[own.offset + i * own.columns + m]! * weights[own.offset + j * own.columns + m]!;
      }
      out[i * size + j] = sum;
      out[j * size + i] = sum;
    }
  }
  return out;
}
