import { power } from '../../numerics/elementary';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { judgeMinimiser } from '../minimiser-verdict';
import type { Statement } from '../statement';
import type { TheorySetting } from '../theory-setting';
import type { StatementVerdict } from '../verdict';

/** Σ_k 1/‖W_k‖_F^e. */
function inverseNorms({ layers }: MomentFacts, exponent: 1 | 2): number {
  return layers.reduce(
    (sum, { frobeniusNorm }) =>
      sum + (exponent === 1 ? 1 / frobeniusNorm : 1 / (frobeniusNorm * frobeniusNorm)),
    0,
  );
}

/** a ‖w⋆‖^{2-1/L} ‖p‖^{1/L}, the factor of the bounds that go with a minimiser's own norms. */
export function layerNormFactor({ problem, depth, projectionNorm }: TheorySetting): number {
  return problem.a * power(problem.wStarNorm, 2 - 1 / depth) * power(projectionNorm, 1 / depth);
}

const SHARED = {
  subject: 'minimisers',
  assumptions: ['W minimises the risk'],
  quantities: [String.raw`$S(W)$, exact, and $\|W_k\|_F$ at the last weights`],
  cost: 'O(L d³)',
} as const;

/** Theorem 2, first lower bound: of a minimiser, by its layers' norms. */
export const layerNormLowerBound = {
  ...SHARED,
  id: 'layerNormLowerBound',
  title: 'Lower bound by the layers’ norms',
  citation: 'Theorem 2, first lower bound',
  formula: String.raw`S(W) \ge 2 a \|w^\star\|^{2-1/L} \|p\|^{1/L} \sum_k 1 / \|W_k\|_F`,
  meaning: 'A minimiser with a small layer is sharp.',
  correction:
    'The text bounds S_min so; the proof bounds S(W) of a minimiser W by the norms of its own layers.',
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('layerNormLowerBound', run, {
      relation: 'atLeast',
      bound: (setting, moment) => 2 * layerNormFactor(setting) * inverseNorms(moment, 1),
    }),
} satisfies Statement;

/** The same before βs are chosen for simplicity: β_k = 1/‖W_k‖_F² is the best choice. */
export const layerNormRootBound = {
  ...SHARED,
  id: 'layerNormRootBound',
  title: 'Lower bound by the layers’ norms, before simplification',
  citation: 'Theorem 2, proof of the first lower bound with the best directions',
  formula: String.raw`S(W) \ge 2 \sqrt{L}\, a \|w^\star\|^{2-1/L} \|p\|^{1/L} \Bigl(\sum_k 1 / \|W_k\|_F^2\Bigr)^{1/2}`,
  meaning: 'What the proof’s first bound gives with the best of its directions.',
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('layerNormRootBound', run, {
      relation: 'atLeast',
      bound: (setting, moment) =>
        2 * Math.sqrt(setting.depth) * layerNormFactor(setting) * Math.sqrt(inverseNorms(moment, 2)),
    }),
} satisfies Statement;

/** The Rayleigh quotient of the Hessian along those directions. */
export const rayleighLowerBound = {
  ...SHARED,
  id: 'rayleighLowerBound',
  title: 'Rayleigh quotient along the layers',
  citation: 'beyond the paper: the directions of Theorem 2’s first lower bound, put into the Hessian itself',
  formula: String.raw`S(W) \ge 2 a \|w^\star\|^2 \sum_k 1 / \|W_k\|_F^2`,
  meaning:
    'Growing every layer at once, the small ones most, climbs out of a minimiser at least this steeply.',
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('rayleighLowerBound', run, {
      relation: 'atLeast',
      bound: ({ problem }, moment) =>
        2 * problem.a * problem.wStarNorm * problem.wStarNorm * inverseNorms(moment, 2),
    }),
} satisfies Statement;
