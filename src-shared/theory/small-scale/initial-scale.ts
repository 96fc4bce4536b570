import { allFinite } from '../../numerics/dense';
import { singularValues } from '../../numerics/singular-values';
import type { JudgedRun } from '../judged-run';
import { startOf } from '../places';

/**
 * ε = 3 max_k ‖W_k(0)‖_F² + 2 Σ_{k<L} ‖W_k(0)W_k(0)ᵀ - W_{k+1}(0)ᵀW_{k+1}(0)‖ (Section 4): how small the start is, and
 * how balanced. Cost O(L d³).
 */
export function initialScale(run: JudgedRun): number {
  const { layers, imbalances } = startOf(run);
  const largest = layers.reduce((most, { frobeniusNorm }) => Math.max(most, frobeniusNorm), 0);
  const unbalanced = imbalances.reduce((sum, matrix) => sum + operatorNorm(matrix), 0);
  return 3 * largest * largest + 2 * unbalanced;
}

/** Of a square matrix; Infinity where its entries overflowed. */
function operatorNorm(matrix: Float64Array): number {
  if (!allFinite(matrix)) return Infinity;
  const size = Math.sqrt(matrix.length);
  return singularValues(matrix, size, size).values[0]!;
}
