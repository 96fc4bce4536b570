import { log10 } from '@shared/numerics/elementary';
import type { Looseness } from '@shared/figures/verdicts/looseness';

/** Places ratios on a logarithmic scale that all rows share, from 0 to 1. */
export type RatioScale = (ratio: number) => number;

/** Powers of ten at either end are cut: one bound that is 10⁶⁰ too large would squeeze all others into a point. */
const MOST_DECADES = 8;

/** The scale holds 1 and, up to eight powers of ten on either side, every ratio. */
export function ratioScale(rows: readonly Looseness[]): RatioScale {
  const decades = rows.flatMap(({ least, greatest }) => [log10(least), log10(greatest)]);
  const cut = (value: number): number => Math.min(MOST_DECADES, Math.max(-MOST_DECADES, value));
  const low = Math.min(-1, ...decades.map((own) => Math.floor(cut(own))));
  const high = Math.max(1, ...decades.map((own) => Math.ceil(cut(own))));
  return (ratio) => Math.min(1, Math.max(0, (log10(ratio) - low) / (high - low)));
}
