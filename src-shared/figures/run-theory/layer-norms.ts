import { power } from '../../numerics/elementary';
import { formatNumber } from '../format-number';
import { means } from '../slice-series';
import { layerLines } from './layer-lines';
import { always, type RunPanel } from './panel';
import { courseSaid, runTitle, THEORY_INK } from './run-view';
import { sizeAxis } from './size-axis';
import { timeAxis } from './time-axis';

/** ‖W_k‖_F along the run, with the norm that every layer of the balanced minimiser has. */
export const layerNorms: RunPanel = {
  id: 'layerNorms',
  title: 'Layer norms',
  formula: String.raw`\|W_k(t)\|_F`,
  meaning: 'How large each layer is; equal layers make flat minimisers, unequal ones sharp.',
  statements: [],
  applies: always,
  draw: (view) => {
    const { run } = view;
    const { problem, depth, projectionNorm } = run.setting;
    const series = layerLines(run, depth, 'norm', (facts, k) => facts.layers[k]!.frobeniusNorm);
    const balanced = power(problem.wStarNorm / projectionNorm, 1 / depth);
    return {
      id: 'run-layer-norms',
      title: `Layer norms, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: sizeAxis('Layer norm ‖W_{k}‖_{F}', [...means(series), balanced]),
          series,
          references: [
            {
              id: 'balanced',
              label: '',
              meaning: `Thin: ${formatNumber(balanced)}, the norm (‖w⋆‖/‖p‖)^{1/L} of every layer of the balanced minimiser (Theorem 2’s upper bound).`,
              stroke: 'solid',
              ink: THEORY_INK,
              along: { y: balanced },
            },
          ],
        },
      ],
      caption: `${courseSaid(view)} Frobenius norms of the layers k = 1 … ${depth}.`,
      notes: [],
    };
  },
};
