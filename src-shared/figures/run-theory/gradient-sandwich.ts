import { hasSquareLayers, residualCourse } from '../../theory/residual/residual-course';
import { logAxis } from '../axis';
import type { ReferenceLine } from '../figure-data';
import { means } from '../slice-series';
import { excessNoise } from './excess-noise';
import { layerLines } from './layer-lines';
import type { RunPanel } from './panel';
import { boundAlong, courseSaid, layerInk, runTitle, type RunView } from './run-view';
import { timeAxis } from './time-axis';

/** Section 5: every layer's gradient between the bounds that the products of the other layers give. */
export const gradientSandwich: RunPanel = {
  id: 'gradientSandwich',
  title: 'Gradients of the layers',
  formula: String.raw`\begin{aligned}& r_k = \|\nabla_k R\|_F^2/(R - R_{\min})\\ & r_k \le 4\Lambda\|p\|^2\|\Pi_{L:k+1}\|^2\|\Pi_{k-1:1}\|^2\\ & r_k \ge 4\lambda\|p\|^2\sigma_{\min}^2(\Pi_{L:k+1})\,\sigma_{\min}^2(\Pi_{k-1:1})\end{aligned}`,
  meaning:
    'As long as no product of layers degenerates, every layer’s gradient is large where the risk is, and the flow cannot stop early.',
  statements: ['gradientSandwichAbove', 'gradientSandwichBelow'],
  applies: (run) => hasSquareLayers(run) && run.start.family === 'residual',
  draw: (view) => {
    const { run } = view;
    const { depth } = run.setting;
    const least = excessNoise(run);
    const series = layerLines(run, depth, 'gradient', ({ gradientSquares, excessRisk }, k) =>
      excessRisk > least ? gradientSquares[k]! / excessRisk : null,
    );
    const references = Array.from({ length: depth }, (_, k) => boundsOf(view, k)).flat();
    const levels = references.flatMap(({ along }) =>
      'points' in along ? along.points.map(([, y]) => y) : [],
    );
    return {
      id: 'run-gradient-sandwich',
      title: `Gradients of the layers, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: logAxis('‖∇_{k}R‖_{F}²/(R − R_{min})', [...means(series), ...levels], true),
          series,
          references,
        },
      ],
      caption: `${courseSaid(view)} Squared gradient norm of each layer over the excess risk, as long as w_{prod} differs from w⋆ by more than rounding.`,
      notes: [],
    };
  },
};

function boundsOf({ run }: RunView, k: number): ReferenceLine[] {
  const { problem, projectionNorm, depth } = run.setting;
  const { products } = residualCourse(run);
  const curve = (id: string, end: 'most' | 'least', factor: number, said: string): ReferenceLine => ({
    id: `${id}-${k + 1}`,
    label: '',
    meaning: `Dotted, in the colour of each layer: the bounds that the products of the other layers give at that moment.`,
    family: said,
    stroke: 'dotted',
    ink: layerInk(k, depth),
    along: {
      points: boundAlong(run, (moment) => {
        const gains = products(moment);
        const size = projectionNorm * gains.backward(k + 2)[end] * gains.forward(k)[end];
        return factor * size * size;
      }),
    },
  });
  return [
    curve(
      'above',
      'most',
      4 * problem.lambdaMax,
      'Dotted, above in the colour of each layer: the upper bound.',
    ),
    curve(
      'below',
      'least',
      4 * problem.lambdaMin,
      'Dotted, below in the colour of each layer: the lower bound.',
    ),
  ];
}
