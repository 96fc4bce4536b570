import { dot } from '../../numerics/dense';
import type { LayerFacts } from '../../theory/judged-run';

/** ⟨v_{k+1}, u_k⟩²: 1 where neighbours pass on what they amplify most. */
export function alignment({ topLeft }: LayerFacts, { topRight }: LayerFacts): number {
  const inner = dot(topRight, topLeft);
  return inner * inner;
}

/** 1 - ⟨v_{k+1}, u_k⟩² = ‖v_{k+1} - ⟨v_{k+1}, u_k⟩ u_k‖², without the cancellation of a difference from 1. */
export function misalignment({ topLeft }: LayerFacts, { topRight }: LayerFacts): number {
  const inner = dot(topRight, topLeft);
  let sum = 0;
  for (let i = 0; i < topLeft.length; i += 1) {
    const rest = topRight[i]! - inner * topLeft[i]!;
    sum += rest * rest;
  }
  return sum;
}
