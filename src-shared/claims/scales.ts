import { ascending } from '../figures/grid-slice';
import type { Evidence } from './evidence';

/**
 * The paper says "small" and "large" scales without a number. Here the lowest third of a figure's scales, rounded down, is
 * small, and the highest third, rounded up, is large: up because there most runs diverge, and some have to be left.
 */
export function smallScales({ spec }: Evidence): number[] {
  const scales = ascending(spec.grid.scales);
  return scales.slice(0, Math.floor(scales.length / 3));
}

export function largeScales({ spec }: Evidence): number[] {
  const scales = ascending(spec.grid.scales);
  return scales.slice(scales.length - Math.ceil(scales.length / 3));
}
