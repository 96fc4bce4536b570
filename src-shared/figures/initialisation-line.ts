import type { ExperimentSpec } from '../experiment/spec';
import { poolSummaries } from '../numerics/pooled-summary';
import type { Summary } from '../numerics/statistics';
import type { CellRow } from './cell-table';
import type { FigurePoint, FigureSeries, FigureSource } from './figure-data';
import type { InitialMeasure } from './initial-table';

/**
 * The line of what was measured before the first step, over the scales at one depth: pooled over all finished runs of
 * a scale, whatever their learning rate and end. Where runs that differ in learning rate only share their weights, the
 * same networks stand in every cell of a scale; the largest cell then has them all, and pooling would count them twice.
 */
export function initialisationLine(
  source: Pick<FigureSource, 'spec' | 'initial'>,
  rows: readonly CellRow[],
  name: InitialMeasure,
  factor = 1,
): FigureSeries {
  const scales = [...new Set(rows.map(({ scale }) => scale))].sort((a, b) => a - b);
  const points = scales.map((scale) => {
    const here = rows.filter((row) => row.scale === scale);
    return pointAt(scale, pooled(source, here, name), factor);
  });
  return {
    id: 'initialisation',
    label: 'At initialisation',
    ink: { kind: 'initialisation' },
    points,
    marked: true,
  };
}

function pooled(
  { spec, initial }: Pick<FigureSource, 'spec' | 'initial'>,
  rows: readonly CellRow[],
  name: InitialMeasure,
): Summary | null {
  const summaries = rows.flatMap((row) => row[name] ?? []);
  if (sharesDraws(spec)) return largest(summaries);
  if (initial === undefined) return poolSummaries(summaries);
  const { depth, scale } = rows[0]!;
  return initial.find((row) => row.depth === depth && row.scale === scale)?.[name] ?? null;
}

/** Whether runs that differ in learning rate only start from the same weights. */
export function sharesDraws({ randomness }: ExperimentSpec): boolean {
  return randomness.scheme === 'content' && randomness.draws === 'shared';
}

/** A mean and its interval, times a factor; nothing where the factor is not known. */
export function pointAt(x: number, summary: Summary | null, factor = 1): FigurePoint {
  if (summary === null || Number.isNaN(factor)) return { x, y: null, low: null, high: null, n: 0 };
  const { n, mean, ci95 } = summary;
  return {
    x,
    y: factor * mean,
    low: ci95 && factor * ci95[0],
    high: ci95 && factor * ci95[1],
    n,
  };
}

function largest(summaries: readonly Summary[]): Summary | null {
  return summaries.reduce<Summary | null>(
    (most, summary) => (most === null || summary.n > most.n ? summary : most),
    null,
  );
}
