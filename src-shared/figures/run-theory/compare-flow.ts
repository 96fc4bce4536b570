import type { JudgedRun, MomentFacts } from '../../theory/judged-run';
import type { FlowComparison } from './run-view';

/** Gradient descent beside the flow at the same times; the flow may end earlier. */
export function comparisonOf(descent: JudgedRun, flow: JudgedRun): FlowComparison {
  return {
    flow,
    distances: flow.moments.map((there: MomentFacts, i) => {
      const here = descent.moments[i]!;
      return {
        time: here.time,
        weights: distance(here.weights, there.weights),
        product: distance(here.product, there.product),
      };
    }),
  };
}

/** ‖a - b‖. */
function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    const difference = a[i]! - b[i]!;
    sum += difference * difference;
  }
  return Math.sqrt(sum);
}
