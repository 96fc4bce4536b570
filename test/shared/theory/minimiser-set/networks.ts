import { linearModel, type LinearModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { norm } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import type { TheorySetting } from '@shared/theory/theory-setting';
import { randomProblem } from '../../../builders/networks';

/** A random problem and the network of these widths on it, with a random projection where d_L > 1. */
export function randomModel(widths: readonly number[], seed: number, samples = 50): LinearModel {
  const outputs = widths.at(-1)!;
  const projection = outputs === 1 ? Float64Array.of(1) : normals(keyAt(seed, ['test projection']), outputs);
  return linearModel(
    { shape: networkShape(widths), projection },
    randomProblem(samples, widths[0]!, seed, true).problem,
  );
}

export function settingOf({ shape, network, problem }: LinearModel): TheorySetting {
  return { problem, depth: shape.depth, projectionNorm: norm(network.projection) };
}

/** Widths d_0 … d_L of a network whose layers are all square but the last. */
export function squareWidths(width: number, depth: number): number[] {
  return [...Array.from({ length: depth }, () => width), 1];
}

/** w_prod by naive products. */
export function naiveProduct({ shape, network }: LinearModel, weights: Float64Array): number[] {
  let row = [...network.projection];
  for (let k = shape.depth; k >= 1; k -= 1) {
    const columns = shape.widths[k - 1]!;
    row = Array.from({ length: columns }, (_, j) =>
      row.reduce((sum, left, i) => sum + left * weights[shape.offsets[k - 1]! + i * columns + j]!, 0),
    );
  }
  return row;
}

export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.hypot(...Array.from(a, (entry, i) => entry - b[i]!));
}
