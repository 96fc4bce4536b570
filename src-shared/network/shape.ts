/**
 * Shape of a network x ↦ pᵀ W_L … W_1 x. Parameters are stacked layer by layer, each layer row-major, into one
 * vector of length D = Σ d_k d_{k-1}; layer k (counted from 1) is d_k × d_{k-1} and starts at offsets[k - 1].
 */
export interface NetworkShape {
  /** d_0 … d_L. */
  readonly widths: readonly number[];
  /** L. */
  readonly depth: number;
  readonly offsets: readonly number[];
  /** D. */
  readonly parameterCount: number;
  /** max d_k: the length of a buffer that holds any layer's input or output. */
  readonly maxWidth: number;
}

export function networkShape(widths: readonly number[]): NetworkShape {
  const depth = widths.length - 1;
  const offsets: number[] = [];
  let parameterCount = 0;
  for (let k = 1; k <= depth; k += 1) {
    offsets.push(parameterCount);
    parameterCount += widths[k]! * widths[k - 1]!;
  }
  return { widths, depth, offsets, parameterCount, maxWidth: Math.max(...widths) };
}

/** A deep linear network: its shape and its fixed output vector p (length d_L). */
export interface LinearNetwork {
  readonly shape: NetworkShape;
  readonly projection: Float64Array;
}

/** Rows, columns and offset of layer k = 1 … L. */
export function layerOf(shape: NetworkShape, k: number): { rows: number; columns: number; offset: number } {
  return { rows: shape.widths[k]!, columns: shape.widths[k - 1]!, offset: shape.offsets[k - 1]! };
}
