import type { Table } from '@shared/network/data/data-set';
import { keyAt, normals } from '@shared/numerics/random/content';
import { networkShape, type NetworkShape } from '@shared/network/shape';

/** Widths of the test networks: one layer, equal widths, a narrow and a wide one. */
export const GELU_SHAPES: readonly (readonly number[])[] = [
  [3, 1],
  [2, 4, 1],
  [3, 3, 3, 1],
  [2, 5, 1, 4, 1],
];

/** Gaussian weights and a Gaussian table for a network of these widths. */
export function randomGeluNetwork(
  widths: readonly number[],
  seed: number,
  scale = 0.9,
  samples = 7,
): { shape: NetworkShape; table: Table; weights: Float64Array } {
  const shape = networkShape(widths);
  const features = widths[0]!;
  return {
    shape,
    table: {
      samples,
      features,
      inputs: normals(keyAt(seed, ['gelu inputs']), samples * features),
      targets: normals(keyAt(seed, ['gelu targets']), samples),
    },
    weights: normals(keyAt(seed, ['gelu weights']), shape.parameterCount).map((value) => scale * value),
  };
}

/** x (1 + tanh(√(2/π)(x + 0.044715 x³)))/2 by the engine's own tanh. */
export function naiveGelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}

/** Outputs of the network by naive sums. */
export function naiveOutputs(
  { widths, depth, offsets }: NetworkShape,
  weights: Float64Array,
  table: Table,
): number[] {
  return Array.from({ length: table.samples }, (_, sample) => {
    let h = [...table.inputs.subarray(sample * table.features, (sample + 1) * table.features)];
    for (let k = 1; k <= depth; k += 1) {
      const columns = widths[k - 1]!;
      const z = Array.from({ length: widths[k]! }, (_row, i) =>
        h.reduce((sum, value, j) => sum + weights[offsets[k - 1]! + i * columns + j]! * value, 0),
      );
      h = k < depth ? z.map(naiveGelu) : z;
    }
    return h[0]!;
  });
}

/** (1/n) Σ (f(x_i) - y_i)² by naive sums. */
export function naiveGeluRisk(shape: NetworkShape, weights: Float64Array, table: Table): number {
  const squares = naiveOutputs(shape, weights, table).map((output, i) => (output - table.targets[i]!) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / table.samples;
}
