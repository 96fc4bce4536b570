import { minimiserSharpness } from '../../curvature/minimiser-sharpness';
import type { LinearModel } from '../../network/model';
import { layerOf } from '../../network/shape';
import { conclude, type Comparison } from '../conclusion';
import { atLeast, hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { minimiserAllowance, minimisesRisk } from '../minimiser-hypothesis';
import { ROUNDING } from '../minimiser-verdict';
import { endOf, placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { layerNormFactor } from './layer-norm-bounds';

/** C = 1, 2, 4, … */
const FACTORS = Array.from({ length: 11 }, (_, i) => 1 << i);

/** W_C = (C W_1, W_2/C, W_3, …): the same product. */
export function rescaled({ shape }: LinearModel, weights: Float64Array, factor: number): Float64Array {
  const out = Float64Array.from(weights);
  for (const [k, times] of [
    [1, factor],
    [2, 1 / factor],
  ] as const) {
    const { rows, columns, offset } = layerOf(shape, k);
    for (let i = offset; i < offset + rows * columns; i += 1) out[i]! *= times;
  }
  return out;
}

function* comparisons(run: JudgedRun): Generator<Comparison> {
  const { model } = run.trajectory;
  const moment = endOf(run);
  if (run.setting.depth < 2) return;
  const minimises = minimisesRisk(run).holds === true;
  const secondNorm = moment.layers[1]!.frobeniusNorm;
  const perFactor = (2 * layerNormFactor(run.setting)) / secondNorm;
  const { reached } = minimiserAllowance(run);
  const moved = minimises ? Math.abs(perFactor - (2 * layerNormFactor(reached)) / secondNorm) : 0;
  for (const factor of FACTORS) {
    const weights = rescaled(model, moment.weights, factor);
    const { value, halfWidth } = minimiserSharpness(model.network, model.problem, weights);
    yield {
      measured: value,
      bound: perFactor * factor,
      error: halfWidth + moved * factor + ROUNDING * value,
      place: placeOf(moment),
    };
  }
}

/** After Theorem 2: shifting norm between two layers makes a minimiser as sharp as one likes. */
export const rescaling = {
  id: 'rescaling',
  title: 'Rescaled minimisers are sharp',
  subject: 'minimisers',
  citation: 'Section 3, after Theorem 2',
  formula: String.raw`\begin{aligned} & S(W_C) \ge 2 a \|w^\star\|^{2-1/L} \|p\|^{1/L}\, C / \|W_2\|_F, \\ & W_C = (C W_1, W_2 / C, W_3, \dots) \end{aligned}`,
  assumptions: ['W minimises the risk', 'L ≥ 2'],
  meaning: 'The same function has parameters of any sharpness: no upper bound holds for all minimisers.',
  quantities: [
    String.raw`$S(W_C)$ by the $d \times d$ form, for the last weights and $C = 1, 2, 4, \dots, 1024$; the closest of them is shown`,
  ],
  cost: 'O(L d³) for each C',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'rescaling',
    hypothesis: hypothesis([
      minimisesRisk(run),
      atLeast('twoLayers', String.raw`$L \ge 2$`, run.setting.depth, 2),
    ]),
    conclusion: conclude('atLeast', comparisons(run)),
  }),
} satisfies Statement;
