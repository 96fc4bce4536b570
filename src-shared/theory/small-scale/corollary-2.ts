import { atMost } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { minimalSharpness, MINIMAL_SHARPNESS_ERROR } from '../minimal-sharpness';
import { judgeMinimiser } from '../minimiser-verdict';
import type { Statement } from '../statement';
import type { TheorySetting } from '../theory-setting';
import type { Condition, StatementVerdict } from '../verdict';
import { a1, a2, smallScaleFlow } from './hypotheses';

/** Eigenvalues of a whitened Σ̂ err by rounding: n·ε of a sample, and its inverse root. */
const WHITE_TOLERANCE = 1e-10;

const SHARED = {
  subject: 'smallScale',
  quantities: [String.raw`$S(W)$, exact, at the last weights; $S_{\min}$, exact`],
  cost: 'O(L d³)',
} as const;
const ASSUMPTIONS = [
  'gradient flow',
  'fully connected (d_L = 1, p = 1)',
  '(A1)',
  '(A2)',
  'W minimises the risk',
] as const;

function conditioning({ problem }: TheorySetting): number | null {
  return problem.rank < problem.features ? null : (4 * problem.lambdaMax) / problem.lambdaMin;
}

function conditions(run: JudgedRun): Condition[] {
  return [...smallScaleFlow(run), ...a1(run), ...a2(run)];
}

/** Corollary 2, first inequality, which is the definition of S_min. */
export const corollary2Lower = {
  ...SHARED,
  id: 'corollary2Lower',
  title: 'No flatter than the flattest',
  citation: 'Corollary 2, first inequality',
  formula: String.raw`1 \le S(W^{\mathrm{SI}}) / S_{\min}`,
  assumptions: ASSUMPTIONS,
  meaning: 'Gradient flow from small weights ends at least as sharp as the flattest minimiser.',
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('corollary2Lower', run, {
      relation: 'atLeast',
      bound: minimalSharpness.value,
      boundError: MINIMAL_SHARPNESS_ERROR,
      unit: minimalSharpness.value(run.setting),
      conditions: conditions(run),
    }),
} satisfies Statement;

/** Corollary 2, second inequality: small starts find flat minimisers. */
export const corollary2Upper = {
  ...SHARED,
  id: 'corollary2Upper',
  title: 'Small starts end nearly flattest',
  citation: 'Corollary 2, second inequality',
  formula: String.raw`S(W^{\mathrm{SI}}) / S_{\min} \le 4\, \Lambda / \lambda`,
  assumptions: ASSUMPTIONS,
  meaning:
    'Gradient flow from small weights ends at most a constant times the condition number sharper than S_min.',
  value: conditioning,
  judge: (run: JudgedRun): StatementVerdict => {
    // λ is the smallest nonzero eigenvalue; without full rank, (A2) is false and the number stands all the same.
    const { lambdaMax, lambdaMin } = run.setting.problem;
    return judgeMinimiser('corollary2Upper', run, {
      relation: 'atMost',
      bound: (setting) => ((4 * lambdaMax) / lambdaMin) * minimalSharpness.value(setting),
      boundError: MINIMAL_SHARPNESS_ERROR,
      unit: minimalSharpness.value(run.setting),
      conditions: conditions(run),
    });
  },
} satisfies Statement;

/** Corollary 2 for white data. */
export const corollary2White = {
  ...SHARED,
  id: 'corollary2White',
  title: 'White data: within a factor of four',
  citation: 'Corollary 2, after it',
  formula: String.raw`\hat\Sigma = I \;\Rightarrow\; S(W^{\mathrm{SI}}) \le 4\, S_{\min}`,
  assumptions: [...ASSUMPTIONS, 'Σ̂ = I'],
  meaning: 'On white data gradient flow from small weights ends at most four times as sharp as S_min.',
  judge: (run: JudgedRun): StatementVerdict => {
    const { lambdaMax, lambdaMin } = run.setting.problem;
    return judgeMinimiser('corollary2White', run, {
      relation: 'atMost',
      bound: (setting) => 4 * minimalSharpness.value(setting),
      boundError: MINIMAL_SHARPNESS_ERROR,
      unit: minimalSharpness.value(run.setting),
      conditions: [
        ...conditions(run),
        atMost(
          'whiteData',
          String.raw`$\hat\Sigma = I$ (measured: the largest $|\lambda_i - 1|$)`,
          Math.max(Math.abs(lambdaMax - 1), Math.abs(1 - lambdaMin)),
          0,
          WHITE_TOLERANCE,
        ),
      ],
    });
  },
} satisfies Statement;
