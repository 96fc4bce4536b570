import type { Box } from '@shared/drawing/drawing';
import type { AxisTick } from '@shared/figures/figure-data';
import { latex } from './latex';
import { bp } from './lengths';
import { written, type Table } from './table';

/** One axis environment's parts, and the numbers that it reads. */
export interface Plots {
  readonly keys: readonly string[];
  readonly body: readonly string[];
  readonly table: Table;
}

/** Where an axis stands: the picture's y axis points downwards, but lengths with a unit are counted upwards. */
export function boxKeys({ x, y, width, height }: Box): string[] {
  return [`at={(${bp(x)},${bp(-y)})}`, `width=${bp(width)}`, `height=${bp(height)}`];
}

export function tickKeys(name: 'x' | 'y', ticks: readonly AxisTick[]): string[] {
  const labels = ticks.map(({ label }) => `{${latex(label)}}`).join(',');
  return [`${name}tick=${valueList(ticks.map(({ value }) => value))}`, `${name}ticklabels={${labels}}`];
}

/** Without words: ticks as long as the others, and shorter ones, which pgfplots would else choose. */
export function bareTickKeys(
  name: 'x' | 'y',
  long: readonly number[],
  short: readonly number[] = [],
): string[] {
  return [
    ...(long.length > 0 ? [`extra ${name} ticks=${valueList(long)}`] : []),
    short.length > 0 ? `minor ${name}tick=${valueList(short)}` : `${name}minorticks=false`,
  ];
}

/** An empty list would let pgfplots choose. */
function valueList(values: readonly number[]): string {
  return values.length === 0 ? '\\empty' : `{${values.map(written).join(',')}}`;
}
