import { bootstrapMean95 } from '../numerics/bootstrap';
import { keyAt, type AddressPart } from '../numerics/random/content';
import { summarise, type Summary } from '../numerics/statistics';

/** Which 95 % interval of a mean a band shows. */
export const INTERVALS = ['normal', 'bootstrap'] as const;
export type Interval = (typeof INTERVALS)[number];

/** As many as seaborn draws by default, whose bands the paper's figures have. */
export const BOOTSTRAP_RESAMPLES = 1000;

/** Both in words, after "95 %". */
export const INTERVALS_SAID: Record<Interval, string> = {
  normal: 'normal interval',
  bootstrap: `bootstrap interval (percentiles of ${BOOTSTRAP_RESAMPLES} resamples)`,
};

/**
 * Summary of a sample whose `ci95` is the interval asked for. Resamples are drawn from the sample in ascending order and
 * from a seed made of `address` (what is measured, and where), so that they depend on neither the order of the runs nor
 * on what else is computed.
 */
export function summariseWith(
  interval: Interval,
  values: readonly number[],
  address: readonly AddressPart[],
): Summary | null {
  const summary = summarise(values);
  if (summary === null || interval === 'normal') return summary;
  const ascending = [...values].sort((a, b) => a - b);
  return { ...summary, ci95: bootstrapMean95(ascending, seedOf(address), BOOTSTRAP_RESAMPLES) };
}

const WORD = 4294967296;

/** 53 bits of the key at an address: every seed up to that size is exact. */
export function seedOf(address: readonly AddressPart[]): number {
  const [high, low] = keyAt(0, address);
  return (high >>> 11) * WORD + low;
}
