import { conclude } from '../conclusion';
import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { startOf } from '../places';
import type { Statement } from '../statement';
import type { Condition, StatementVerdict } from '../verdict';
import { failureBound } from './failure-bound';
import { productComparisons } from './product-comparisons';
import {
  ballRadius,
  FACTOR_AT_START,
  FACTOR_IN_BALL,
  leastBound,
  normBound,
  printedQuantile,
  type ProductLaw,
} from './product-law';
import { entersBall, momentsWithin, residualStart, squareLayers } from './residual-conditions';

/** u is free: it is taken where the printed bound of the failure probability is this. */
export const FAILURE_LEVEL = 0.05;

const ASSUMPTIONS = [
  'residual initialisation',
  'every layer is d × d',
  'L ≥ C_1, d ≥ C_2, u ∈ [C_3, C_4 L^{1/4}], constants that are not printed',
];
const CHOICE = String.raw`$u = s\sqrt{(32/d)\ln 160}$: there the printed failure probability $8e^{-du^2/(32s^2)}$ is 5 %`;
const CORRECTION =
  'The conditions on L, d and u rest on constants that are not printed; they count as met where the explicit failure ' +
  'probability of the proof is at most 5 % as well. Two of its terms are mended: e^{-Ldu²/(4s⁴+4us²)} for ' +
  'e^{-Ldu²/(4s⁴+us²)}, and e^{-Ld²u²/(16s²(4s²+du))} for e^{-Ld²u²/(16(4s²+du))}. "Summary when θ = 0" swaps m and M.';
const COST = 'O(L d³)';

type End = 'most' | 'least';

interface Kind {
  readonly id: string;
  readonly end: End;
  readonly when: 'start' | 'ball';
}

function judgeProducts({ id, end, when }: Kind, run: JudgedRun): StatementVerdict {
  const law: ProductLaw = {
    scale: run.start.scale,
    depth: run.setting.depth,
    width: run.setting.problem.features,
  };
  const u = printedQuantile(law, FAILURE_LEVEL);
  const radius = ballRadius(law, u);
  const factor = when === 'start' ? FACTOR_AT_START : FACTOR_IN_BALL;
  const bound = end === 'most' ? normBound(law, u, factor) : leastBound(law, u, factor);
  const conditions = [residualStart(run), squareLayers(run), constantsMet(law, u)];
  const ball = entersBall(
    run,
    radius,
    String.raw`$\max_k\|\theta_k\| \le e^{-2s^2-4u}/64$ after the start (moments beyond it are left out)`,
  );
  if (when === 'ball') conditions.push(ball);
  const moments =
    when === 'start' ? [startOf(run)] : ball.holds === true ? momentsWithin(run, radius) : run.moments;
  return {
    statement: id,
    hypothesis: hypothesis(conditions),
    conclusion: conclude(
      end === 'most' ? 'atMost' : 'atLeast',
      productComparisons(run, moments, 'forward', end, bound),
    ),
  };
}

function constantsMet(law: ProductLaw, u: number): Condition {
  const { total } = failureBound(law, u);
  return {
    id: 'constants',
    text: String.raw`$L \ge C_1$, $d \ge C_2$, $u \in [C_3, C_4L^{1/4}]$ (constants that are not printed), or an explicit failure probability of at most 5 %`,
    holds: total <= FAILURE_LEVEL ? true : null,
    measured: total,
    bound: FAILURE_LEVEL,
  };
}

/** Lemma 3 at θ = 0, norms: of the run's own draw. */
export const initialProductNorm = {
  id: 'initialProductNorm',
  title: 'Norms of products at a residual start',
  subject: 'residual',
  citation: 'Lemma 3, its proof at θ = 0',
  formula: String.raw`\|\Pi_{k:1}\| \le 2e^{s^2/2+u} \quad (\theta = 0)`,
  assumptions: ASSUMPTIONS,
  meaning: 'With high probability no product of residual layers is large at the start.',
  correction: CORRECTION,
  quantities: [String.raw`$\|\Pi_{k:1}\|$ of every $k$ at the start`, CHOICE],
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeProducts({ id: 'initialProductNorm', end: 'most', when: 'start' }, run),
} satisfies Statement;

/** Lemma 3 at θ = 0, smallest singular values: of the run's own draw. */
export const initialProductLeast = {
  id: 'initialProductLeast',
  title: 'Smallest singular values of products at a residual start',
  subject: 'residual',
  citation: 'Lemma 3, its proof at θ = 0',
  formula: String.raw`\sigma_{\min}(\Pi_{k:1}) \ge \tfrac12 e^{-2s^2/d-u} \quad (\theta = 0)`,
  assumptions: ASSUMPTIONS,
  meaning: 'With high probability no product of residual layers is nearly singular at the start.',
  correction: CORRECTION,
  quantities: [String.raw`$\sigma_{\min}(\Pi_{k:1})$ of every $k$ at the start`, CHOICE],
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeProducts({ id: 'initialProductLeast', end: 'least', when: 'start' }, run),
} satisfies Statement;

/** Lemma 3 as stated, norms: while the layers are in its ball. */
export const residualProductNorm = {
  id: 'residualProductNorm',
  title: 'Norms of products near a residual start',
  subject: 'residual',
  citation: 'Lemma 3',
  formula: String.raw`\|\Pi_{k:1}\| \le 4e^{s^2/2+u} \quad\text{while}\quad \max_k\|\theta_k\| \le \tfrac1{64}e^{-2s^2-4u}`,
  assumptions: [...ASSUMPTIONS, '‖θ_k‖ ≤ e^{-2s²-4u}/64'],
  meaning: 'With high probability no product of layers gets large while they stay near their residual start.',
  correction: CORRECTION,
  quantities: [String.raw`$\|\Pi_{k:1}\|$ of every $k$ at the moments in the ball`, CHOICE],
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeProducts({ id: 'residualProductNorm', end: 'most', when: 'ball' }, run),
} satisfies Statement;

/** Lemma 3 as stated, smallest singular values: while the layers are in its ball. */
export const residualProductLeast = {
  id: 'residualProductLeast',
  title: 'Smallest singular values of products near a residual start',
  subject: 'residual',
  citation: 'Lemma 3',
  formula: String.raw`\sigma_{\min}(\Pi_{k:1}) \ge \tfrac14 e^{-2s^2/d-u} \quad\text{while}\quad \max_k\|\theta_k\| \le \tfrac1{64}e^{-2s^2-4u}`,
  assumptions: [...ASSUMPTIONS, '‖θ_k‖ ≤ e^{-2s²-4u}/64'],
  meaning:
    'With high probability no product of layers gets nearly singular while they stay near their residual start.',
  correction: CORRECTION,
  quantities: [String.raw`$\sigma_{\min}(\Pi_{k:1})$ of every $k$ at the moments in the ball`, CHOICE],
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeProducts({ id: 'residualProductLeast', end: 'least', when: 'ball' }, run),
} satisfies Statement;
