import { keyAt } from './random/content';
import { indexAt } from './random/indices';

/** Resampled p-values are multiples of 1/(PERMUTATIONS + 1): fine enough for a level of 1 % over several tests. */
const PERMUTATIONS = 9999;
/** Statistics of equal arrangements may differ by rounding. */
const SAME = 1 - 1e-12;

export interface RankTest {
  /** Kruskal and Wallis's H, with the correction for ties; 0 where all values are equal. */
  readonly statistic: number;
  /** Probability of such an H if the groups have one law; exact in level, whatever the law and the ties. */
  readonly pValue: number;
}

/**
 * Whether samples come from one law, by ranks (Kruskal and Wallis, JASA 47, 1952), so that single far values weigh no more
 * than any other. The p-value is by permutation of the values over the groups, (1 + #{H' >= H})/(1 + permutations)
 * (Phipson and Smyth 2010), with draws that are a function of the seed: no approximation by a χ² law, which fails for
 * samples that are all ties. Null for fewer than two groups with values.
 */
export function kruskalWallis(
  groups: readonly (readonly number[])[],
  seed = 0,
  permutations = PERMUTATIONS,
): RankTest | null {
  const sizes = groups.map(({ length }) => length).filter((size) => size > 0);
  if (sizes.length < 2) return null;
  const { ranks, correction } = midRanks(groups.flat());
  if (correction === 0) return { statistic: 0, pValue: 1 };
  const observed = spreadOfMeans(ranks, sizes);
  const key = keyAt(seed, ['permutation of ranks']);
  let asLarge = 0;
  for (let round = 0; round < permutations; round += 1) {
    for (let i = ranks.length - 1; i > 0; i -= 1) {
      const j = indexAt(key, i, round, i + 1);
      [ranks[i], ranks[j]] = [ranks[j]!, ranks[i]!];
    }
    if (spreadOfMeans(ranks, sizes) >= observed * SAME) asLarge += 1;
  }
  const n = ranks.length;
  return {
    statistic: (12 * observed) / (n * (n + 1) * correction),
    pValue: (1 + asLarge) / (1 + permutations),
  };
}

/** Ranks 1 … n, equal values sharing the mean of theirs; and 1 - Σ (t³ - t)/(n³ - n) over runs of t equal values. */
function midRanks(values: readonly number[]): { ranks: Float64Array; correction: number } {
  const n = values.length;
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Float64Array(n);
  let ties = 0;
  for (let start = 0; start < n;) {
    let end = start + 1;
    while (end < n && values[order[end]!] === values[order[start]!]) end += 1;
    const t = end - start;
    ties += t * t * t - t;
    for (let i = start; i < end; i += 1) ranks[order[i]!] = (start + 1 + end) / 2;
    start = end;
  }
  return { ranks, correction: 1 - ties / (n * n * n - n) };
}

/** Σ n_g (mean rank of g - (n + 1)/2)², the part of H that a permutation changes. */
function spreadOfMeans(ranks: Float64Array, sizes: readonly number[]): number {
  const middle = (ranks.length + 1) / 2;
  let spread = 0;
  let at = 0;
  for (const size of sizes) {
    let sum = 0;
    for (const end = at + size; at < end; at += 1) sum += ranks[at]! - middle;
    spread += (sum * sum) / size;
  }
  return spread;
}
