import { exp, log } from './elementary';

/** How many directions a matrix really uses, from its singular values: between 1 and their number. */
export interface EffectiveRank {
  /** ‖W‖_F²/‖W‖² = Σ σ_i²/σ_1²: the stable rank. */
  readonly stable: number;
  /** exp(-Σ q_i ln q_i), q_i = σ_i/Σ σ_j (O. Roy, M. Vetterli, EUSIPCO 2007): equal σ count in full. */
  readonly entropy: number;
}

/** Of singular values in any order; null of the zero matrix, which has none, and where they are not finite. */
export function effectiveRank(singularValues: Float64Array): EffectiveRank | null {
  const largest = singularValues.reduce((most, value) => Math.max(most, value), 0);
  if (!(largest > 0) || !Number.isFinite(largest)) return null;
  // Relative to the largest, so that no square vanishes or overflows.
  const relative = singularValues.map((value) => value / largest);
  const sum = relative.reduce((total, value) => total + value, 0);
  let stable = 0;
  let entropy = 0;
  for (const value of relative) {
    stable += value * value;
    const share = value / sum;
    if (share > 0) entropy -= share * log(share);
  }
  return { stable, entropy: exp(entropy) };
}
