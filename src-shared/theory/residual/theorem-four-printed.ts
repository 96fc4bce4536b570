import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { withoutBound, printedHypothesis } from './not-decidable';
import { gradientFlowOnly, residualStart, squareLayers } from './residual-conditions';
import { residualCourse } from './residual-course';

/** Theorem 4 as printed. Its constants rest on others that the paper does not give: never decided, only measured. */
export const theoremFourPrinted = {
  id: 'theoremFourPrinted',
  title: 'Convergence from a residual start, as printed',
  subject: 'residual',
  citation: 'Theorem 4, equation (8)',
  formula: String.raw`R^L(W(0)) - R_{\min} \le \frac{C_4\lambda^2\|p\|^2}{\Lambda} \;\Rightarrow\; W_k^{\mathrm{RI}} = I + \frac{s}{\sqrt{Ld}}N_k + \frac1L\theta_k^{\mathrm{RI}},\ \|\theta_k^{\mathrm{RI}}\|_F \le C_5`,
  assumptions: [
    'gradient flow',
    'residual initialisation',
    'L ≥ C_1, d ≥ C_2 and R(W(0)) - R_min ≤ C_4 λ²‖p‖²/Λ, constants that are not printed',
  ],
  meaning:
    'Deep and wide residual networks that start near enough converge, and every layer moves by O(1/L) only.',
  correction:
    'Not decidable as printed: only what stands beside the constants is measured. "Residual layers stay near their start" ' +
    'is the same theorem with what its proof needs, measured. In (40), C_4 = 2^{-38} exp(-6s² - 16s²/C̃_2 - 20C̃_3), since ' +
    'the factor 16 of (44) should be 32; and where B.7 and B.9 write √C_3, C_4 is meant.',
  quantities: [String.raw`the largest $\|\theta_k(t)\|_F$ of all layers and moments`],
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => {
    const { theta } = residualCourse(run);
    let [largest, at, layer] = [0, run.moments[0]!, 1];
    for (const moment of run.moments) {
      for (const [i, size] of theta(moment).frobenius.entries()) {
        if (size > largest) [largest, at, layer] = [size, moment, i + 1];
      }
    }
    return {
      statement: 'theoremFourPrinted',
      hypothesis: hypothesis([
        gradientFlowOnly(run),
        squareLayers(run),
        residualStart(run),
        ...printedHypothesis(run),
      ]),
      conclusion: withoutBound('atMost', largest, 0, placeOf(at, layer)),
    };
  },
} satisfies Statement;
