import { multiply, scaledNorm } from '../../numerics/dense';
import { power } from '../../numerics/elementary';
import type { LinearModel } from '../../network/model';
import { layerOf } from '../../network/shape';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { judgeMinimiser } from '../minimiser-verdict';
import type { Statement } from '../statement';
import type { TheorySetting } from '../theory-setting';
import type { StatementVerdict } from '../verdict';

/** Σ_k ‖A_k‖_F², A_k = b_k · (2Σ̂w⋆)ᵀ W_1ᵀ … W_{k-1}ᵀ of rank one, by one pass forward. */
function chainSquares(
  { problem }: TheorySetting,
  { weights, chainNorms }: MomentFacts,
  { shape }: LinearModel,
): number {
  let input = new Float64Array(shape.maxWidth);
  let output = new Float64Array(shape.maxWidth);
  const d = problem.features;
  multiply(problem.covariance, 0, d, d, problem.wStar, input);
  for (let j = 0; j < d; j += 1) input[j]! *= 2;
  let sum = 0;
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const size = chainNorms[k]! * scaledNorm(input.subarray(0, columns));
    sum += size * size;
    if (k < shape.depth) multiply(weights, offset, rows, columns, input, output);
    [input, output] = [output, input];
  }
  return sum;
}

/** Theorem 2's second lower bound before its sum is bounded from below: it goes with the minimiser. */
export const chainLowerBound = {
  id: 'chainLowerBound',
  title: 'Lower bound by the layers’ chains',
  subject: 'minimisers',
  citation: 'Theorem 2, proof of the second lower bound before simplification',
  formula: String.raw`\begin{aligned} & S(W) \ge \Bigl(L\, (\|p\| / \|w^\star\|)^{2/L} \sum_k \|A_k\|^2\Bigr)^{1/2}, \\ & A_k = W_{k+1}^\top \cdots W_L^\top p\, (2 \hat\Sigma w^\star)^\top W_1^\top \cdots W_{k-1}^\top \end{aligned}`,
  assumptions: ['W minimises the risk'],
  meaning: 'What the proof’s second bound gives for the minimiser at hand.',
  quantities: [String.raw`$S(W)$, exact, and $\|A_k\|$ at the last weights`],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('chainLowerBound', run, {
      relation: 'atLeast',
      bound: (setting, moment, model) => {
        const { depth, problem, projectionNorm } = setting;
        const ratio = power(projectionNorm / problem.wStarNorm, 1 / depth);
        return ratio * Math.sqrt(depth * chainSquares(setting, moment, model));
      },
    }),
} satisfies Statement;
