import type { CriticalRateFacts } from '../experiment/critical-rate/critical-rate-facts';
import { linearAxis, logAxis } from './axis';
import type { FigureAxis, Ink } from './figure-data';
import { formatSetting } from './format-number';
import { DEPTH, scaleTitle } from './phrases';

/** Which way critical rates are shown: over depth or over scale, a line for each value of the other. */
export interface CriticalRateView {
  readonly over: 'depth' | 'scale';
  readonly scaleSymbol: string | null;
}

export interface CriticalRateLine {
  /** The value of the other setting, in words; empty where there is but one. */
  readonly label: string;
  readonly ink: Ink;
  /** Ascending in the setting that the axis has. */
  readonly rows: readonly CriticalRateFacts[];
}

/** Over depth where there are several, else over scale. */
export function criticalRateView(
  rows: readonly CriticalRateFacts[],
  scaleSymbol: string | null,
): CriticalRateView {
  const depths = new Set(rows.map(({ depth }) => depth));
  return { over: depths.size > 1 ? 'depth' : 'scale', scaleSymbol };
}

export function criticalRateLines(
  rows: readonly CriticalRateFacts[],
  { over, scaleSymbol }: CriticalRateView,
): CriticalRateLine[] {
  const other = over === 'depth' ? 'scale' : 'depth';
  const values = [...new Set(rows.map((row) => row[other]))].sort((a, b) => a - b);
  const symbol = other === 'depth' ? 'L' : (scaleSymbol ?? 'scale');
  return values.map((value, index) => ({
    label: values.length === 1 ? '' : `${symbol} = ${formatSetting(value)}`,
    ink: { kind: 'ordinal', index, count: values.length },
    rows: rows.filter((row) => row[other] === value).sort((a, b) => a[over] - b[over]),
  }));
}

/** Depths stand on a logarithmic axis; scales, which may be 0, on a linear one. */
export function settingAxis(
  rows: readonly CriticalRateFacts[],
  { over, scaleSymbol }: CriticalRateView,
): FigureAxis {
  const values = rows.map((row) => row[over]);
  if (over === 'scale') return linearAxis(scaleTitle(scaleSymbol), values);
  const axis = logAxis(DEPTH, values, false);
  // Depths are few whole numbers: each has its tick.
  const ticks = [...new Set(values)].sort((a, b) => a - b).map((value) => ({ value, label: String(value) }));
  return ticks.length <= MOST_DEPTH_TICKS ? { ...axis, ticks } : axis;
}

const MOST_DEPTH_TICKS = 8;
