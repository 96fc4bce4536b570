import { norm } from '../../numerics/dense';
import { power } from '../../numerics/elementary';
import { conclude, type Comparison } from '../conclusion';
import { finiteOrNull, hypothesis } from '../conditions';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { endOf, placeOf } from '../places';
import type { Statement } from '../statement';
import type { TheorySetting } from '../theory-setting';
import type { Condition, Relation, StatementVerdict } from '../verdict';
import { driftsOf, forgivenDrift } from './drift';
import { a1, a2, smallScaleFlow } from './hypotheses';

/** The proof takes t ≥ T to keep ‖w_prod(t)‖ above and below these fractions of ‖w⋆‖, and for nothing else. */
const PRODUCT_LEAST = 3 / 4;
const PRODUCT_MOST = 9 / 8;
const ROUNDING = 1e-12;

function relativeProduct({ setting }: JudgedRun, { product }: MomentFacts): number {
  return norm(product) / setting.problem.wStarNorm;
}

function late(run: JudgedRun, moment: MomentFacts): boolean {
  const size = relativeProduct(run, moment);
  return size > PRODUCT_LEAST && size < PRODUCT_MOST;
}

/**
 * The moments t ≥ T. The paper's T exists and has no number; but its proof, by contradiction at a time t, uses of t only
 * that 3/4 < ‖w_prod(t)‖/‖w⋆‖ < 9/8. So T is the first kept moment from which on this holds; where it does not hold at
 * the end, the end alone is looked at, with a hypothesis that is false.
 */
export function lateMoments(run: JudgedRun): readonly MomentFacts[] {
  const last = run.moments.findLastIndex((moment) => !late(run, moment));
  const moments = run.moments.slice(last + 1);
  return moments.length > 0 ? moments : [endOf(run)];
}

/** t ≥ T at the end of the run. */
export function learned(run: JudgedRun): Condition {
  const size = relativeProduct(run, endOf(run));
  const tooSmall = !(size > PRODUCT_LEAST);
  return {
    id: 'learned',
    text: String.raw`$t \ge T$: $3/4 < \|w_{\mathrm{prod}}(t)\| / \|w^\star\| < 9/8$, all that the proof takes of $T$, at the last moment`,
    holds: late(run, endOf(run)),
    measured: finiteOrNull(size),
    bound: tooSmall ? PRODUCT_LEAST : PRODUCT_MOST,
  };
}

function* comparisons(run: JudgedRun, bound: number): Generator<Comparison> {
  const flow = run.trajectory.dynamics.kind === 'gradientFlow';
  for (const moment of lateMoments(run)) {
    // Lemma 2 moves squares of norms by the drift, so norms by the drift over the norm.
    const drift = flow ? forgivenDrift(driftsOf(run)[run.moments.indexOf(moment)]!) / bound : 0;
    for (const [j, { singularValues }] of moment.layers.entries()) {
      yield {
        measured: singularValues[0]!,
        bound,
        error: ROUNDING * bound + drift,
        place: placeOf(moment, j + 1),
      };
    }
  }
}

function judgeCorridor(
  statement: string,
  run: JudgedRun,
  relation: Relation,
  bound: number,
): StatementVerdict {
  return {
    statement,
    hypothesis: hypothesis([...smallScaleFlow(run), ...a1(run), ...a2(run), learned(run)]),
    conclusion: conclude(relation, comparisons(run, bound)),
  };
}

const SHARED = {
  subject: 'smallScale',
  assumptions: ['gradient flow', 'fully connected (d_L = 1, p = 1)', '(A1)', '(A2)', 't ≥ T'],
  quantities: [
    String.raw`$\sigma_k(t)$ of every layer, from the first moment on after which $\|w_{\mathrm{prod}}\|$ stays between $\tfrac34 \|w^\star\|$ and $\tfrac98 \|w^\star\|$`,
  ],
  cost: 'O(L d³)',
} as const;

function least({ problem, depth }: TheorySetting): number {
  return power(problem.wStarNorm / 2, 1 / depth);
}

function most({ problem, depth }: TheorySetting): number {
  return power(2 * problem.wStarNorm, 1 / depth);
}

/** Corollary 1, first inequality: no layer ends small. */
export const corollary1Lower = {
  ...SHARED,
  id: 'corollary1Lower',
  title: 'Layers end no smaller than this',
  citation: 'Corollary 1, first inequality',
  formula: String.raw`\sigma_k(t) \ge \left(\|w^\star\| / 2\right)^{1/L}, \quad t \ge T`,
  meaning: 'Every layer’s norm ends up in a corridor: its lower side.',
  value: least,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeCorridor('corollary1Lower', run, 'atLeast', least(run.setting)),
} satisfies Statement;

/** Corollary 1, second inequality: no layer ends large. */
export const corollary1Upper = {
  ...SHARED,
  id: 'corollary1Upper',
  title: 'Layers end no larger than this',
  citation: 'Corollary 1, second inequality',
  formula: String.raw`\sigma_k(t) \le \left(2 \|w^\star\|\right)^{1/L}, \quad t \ge T`,
  meaning: 'Every layer’s norm ends up in a corridor: its upper side.',
  value: most,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeCorridor('corollary1Upper', run, 'atMost', most(run.setting)),
} satisfies Statement;
