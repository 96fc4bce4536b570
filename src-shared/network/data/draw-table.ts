import { multiply } from '../../numerics/dense';
import type { Table } from './data-set';

/** y = X w + level · noise. `level` multiplies the noise: it is a standard deviation, not a variance. */
export function noisyTable(inputs: Float64Array, w: Float64Array, noise: Float64Array, level: number): Table {
  const samples = noise.length;
  const features = w.length;
  const targets = new Float64Array(samples);
  multiply(inputs, 0, samples, features, w, targets);
  for (let i = 0; i < samples; i += 1) targets[i]! += level * noise[i]!;
  return { samples, features, inputs, targets };
}

/** The same inputs with every target divided by `divisor`. */
export function withTargetsDivided(table: Table, divisor: number): Table {
  return { ...table, targets: table.targets.map((target) => target / divisor) };
}
