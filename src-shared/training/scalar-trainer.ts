import type { Observation } from '../network/model';

/**
 * Trains one network, update by update, in plain scalar code: the specification, operation by operation, that every
 * faster way has to meet bit for bit.
 */
export interface ScalarTrainer {
  /** The current weights; they may be written. */
  readonly weights: Float64Array;
  /** One update, W ← W - η ∇R(W). */
  step(learningRate: number): void;
  /** The excess risk of the weights before the last step, or of those last observed. */
  readonly excessRisk: number;
  /** Looks at the current weights. */
  observe(): Observation;
  /** Test risk of the weights last observed; null without a test table. */
  testRisk(): number | null;
}
