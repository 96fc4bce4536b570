import type { Cell } from '../experiment/plan';
import type { Summary } from '../numerics/statistics';
import { INITIAL_MEASURES, type CellSample } from './cell-samples';
import type { TableOptions } from './cell-table';
import { summariseWith } from './interval';

export type InitialMeasure = (typeof INITIAL_MEASURES)[number];

/** What was measured before the first step at one depth and scale, over all finished runs whatever their learning rate. */
export interface InitialRow extends Readonly<Record<InitialMeasure, Summary | null>> {
  readonly depth: number;
  readonly scale: number;
}

/**
 * One row a depth and scale, in the order of the plan. From the runs' values themselves: of bootstrap intervals, unlike
 * of normal ones, that of a pooled sample does not follow from those of its parts.
 */
export function initialTable(
  cells: readonly Cell[],
  samples: readonly CellSample[],
  { interval = 'normal', measures = INITIAL_MEASURES }: TableOptions,
): InitialRow[] {
  const places = new Map<string, { depth: number; scale: number; samples: CellSample[] }>();
  cells.forEach(({ depth, scale }, i) => {
    const place = places.get(`${depth}/${scale}`) ?? { depth, scale, samples: [] };
    places.set(`${depth}/${scale}`, place);
    place.samples.push(samples[i]!);
  });
  return [...places.values()].map(({ depth, scale, samples: pooled }) => {
    const summaries = INITIAL_MEASURES.map((name) => {
      const values = measures.includes(name) ? pooled.flatMap((sample) => sample.values.get(name) ?? []) : [];
      return [name, summariseWith(interval, values, [name, 'pooled', scale, depth])];
    });
    return { depth, scale, ...(Object.fromEntries(summaries) as Record<InitialMeasure, Summary | null>) };
  });
}
