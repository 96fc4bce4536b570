import { cellSideBySide } from '@shared/experiment/estimate';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { TableSize } from '@shared/network/data/data-set';

/** The code that engines train this experiment's networks with: one name a kind, the widest first. */
export function kernelName(spec: ExperimentSpec, size: TableSize): string {
  const lanes = new Set(plan(spec).cells.map((cell) => cellSideBySide(spec, size, cell)));
  return [...lanes]
    .sort((a, b) => b - a)
    .map((count) => (count === 1 ? 'scalar' : `WebAssembly f64x2, ${count} lanes`))
    .join('; ');
}
