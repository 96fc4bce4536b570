import { exp, log } from '../../numerics/elementary';

/** What Lemma 3 is about: residual layers I + s/√(Ld) N_k of width d, k = 1 … L, and its free number u. */
export interface ProductLaw {
  /** s >= 0. */
  readonly scale: number;
  /** L. */
  readonly depth: number;
  /** d. */
  readonly width: number;
}

/** Lemma 3 holds products to `factor` e^{s²/2+u} and 1/`factor` e^{-2s²/d-u}: 2 in its proof, at θ = 0 … */
export const FACTOR_AT_START = 2;
/** … and 4 as stated, for all θ in a ball. */
export const FACTOR_IN_BALL = 4;

/** What ‖Π_{k:1}‖ is to stay below: M_{s,u} for the factor 2. */
export function normBound({ scale }: ProductLaw, u: number, factor: number): number {
  return factor * exp((scale * scale) / 2 + u);
}

/** What σ_min(Π_{k:1}) is to stay above: m_{s,u} for the factor 2. */
export function leastBound({ scale, width }: ProductLaw, u: number, factor: number): number {
  return exp((-2 * scale * scale) / width - u) / factor;
}

/** Radius of the ball that Lemma 3 names, e^{-2s²-4u}/64: at most m²/(4M²) for d >= 4. */
export function ballRadius({ scale }: ProductLaw, u: number): number {
  return exp(-2 * scale * scale - 4 * u) / 64;
}

/** The printed bound of the probability that Lemma 3 fails, 8 e^{-du²/(32s²)}: under conditions on u, L, d that are not printed. */
export function printedFailureBound({ scale, width }: ProductLaw, u: number): number {
  return scale === 0 ? 0 : 8 * exp((-width * u * u) / (32 * scale * scale));
}

/** The u at which the printed bound is p. */
export function printedQuantile({ scale, width }: ProductLaw, p: number): number {
  return scale * Math.sqrt((32 / width) * log(8 / p));
}
