import { power } from '../../numerics/elementary';
import type { ReferenceLine } from '../figure-data';
import { formatNumber } from '../format-number';
import { means } from '../slice-series';
import { layerLines } from './layer-lines';
import { always, type RunPanel } from './panel';
import { courseSaid, isFullyConnected, runTitle, THEORY_INK, type RunView } from './run-view';
import { sizeAxis } from './size-axis';
import { timeAxis } from './time-axis';

/** σ_k = ‖W_k‖ along the run, with the corridor of Corollary 1. */
export const singularValues: RunPanel = {
  id: 'singularValues',
  title: 'Singular values',
  formula: String.raw`\Bigl(\frac{\|w^\star\|}{2}\Bigr)^{\frac1L} \le \sigma_k(t) \le \left(2\|w^\star\|\right)^{\frac1L}`,
  meaning: 'From small weights every layer ends with one large singular value, the same in all layers.',
  statements: ['corollary1Lower', 'corollary1Upper'],
  applies: always,
  draw: (view) => {
    const { run } = view;
    const series = layerLines(run, run.setting.depth, 'sigma', (facts, k) =>
      valueOf(facts.layers[k]!.singularValues),
    );
    const references = corridor(view);
    const bounds = references.flatMap(({ along }) => ('y' in along ? [along.y] : []));
    return {
      id: 'run-singular-values',
      title: `Singular values, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: sizeAxis('Largest singular value σ_{k} = ‖W_{k}‖', [...means(series), ...bounds]),
          series,
          references,
        },
      ],
      caption: `${courseSaid(view)} Largest singular value of each layer.`,
      notes: references.length > 0 ? [] : ['Corollary 1 is about fully connected networks: no corridor.'],
    };
  },
};

function valueOf(values: Float64Array): number | null {
  return values[0] ?? null;
}

function corridor({ run }: RunView): ReferenceLine[] {
  if (!isFullyConnected(run)) return [];
  const { problem, depth } = run.setting;
  const end = (id: string, label: string, base: number, said: string): ReferenceLine => {
    const y = power(base, 1 / depth);
    return {
      id,
      label: `${label} = ${formatNumber(y)}`,
      meaning: `Dotted: from some T on no σ_{k} is ${said} than ${formatNumber(y)} (Corollary 1, for runs that satisfy A1 and A2).`,
      stroke: 'dotted',
      ink: THEORY_INK,
      along: { y },
    };
  };
  return [
    end('corridor-low', '(‖w⋆‖/2)^{1/L}', problem.wStarNorm / 2, 'smaller'),
    end('corridor-high', '(2‖w⋆‖)^{1/L}', 2 * problem.wStarNorm, 'larger'),
  ];
}
