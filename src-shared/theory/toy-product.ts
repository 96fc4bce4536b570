import { rankOneMinusDiagonalTop } from './rank-one-minus-diagonal';

/**
 * The toy of Section 3: f(x) = Π_k x_k, whose value stays 1 along (1, …, 1) while its sharpness there, L - 1, grows with
 * the number of factors. As in the paper's remark this is the largest eigenvalue of the Hessian of f itself: no loss is
 * put on it. As a network of width 1 with one sample, x = y = 1, the risk is (f(x) - 1)², whose sharpness at the same
 * point is 2 L, the S_min of that network.
 */

/**
 * Largest eigenvalue of the Hessian of f at a point with Π x_k = 1: H_jk = 1/(x_j x_k) off the diagonal and 0 on it,
 * H = z zᵀ - diag(z²) with z_k = 1/x_k. It has one positive eigenvalue (L >= 2) and trace 0, so this is its norm as well.
 * 0 for L = 1. Not checked: that the product is 1.
 */
export function toySharpness(x: readonly number[]): number {
  return x.length === 1 ? 0 : rankOneMinusDiagonalTop(x.map((entry) => 1 / entry));
}

/** Sharpness of the risk (f(x) - 1)² at such a point, 2 Σ_k 1/x_k²: the Hessian is 2 z zᵀ there. */
export function toyRiskSharpness(x: readonly number[]): number {
  return 2 * x.reduce((sum, entry) => sum + 1 / (entry * entry), 0);
}

/** (C, 1/C, 1, …, 1), L entries; L >= 2. */
export function rescaledOnes(depth: number, factor: number): number[] {
  return Array.from({ length: depth }, (_, k) => (k === 0 ? factor : k === 1 ? 1 / factor : 1));
}
