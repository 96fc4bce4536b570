import { logAxis } from '../axis';
import type { FigureSeries, FigureText } from '../figure-data';
import { formatSetting } from '../format-number';
import { onLowerEdge } from '../phrases';
import { means } from '../slice-series';
import type { RunPanel } from './panel';
import { afterStart, courseSaid, layerInk, pointAt, runTitle, type RunView } from './run-view';
import { timeAxis } from './time-axis';

/** How far gradient descent has come from the flow that it discretises. */
export const flowDistance: RunPanel = {
  id: 'flowDistance',
  title: 'Distance from gradient flow',
  formula: String.raw`\begin{aligned}& \|W^{\eta}(t) - W(t)\|_F\\ & \|w_{\mathrm{prod}}^{\eta}(t) - w_{\mathrm{prod}}(t)\|\end{aligned}`,
  meaning:
    'The theorems on small weights and residual networks are about the flow: near it gradient descent inherits them.',
  statements: [],
  applies: (_, compared) => compared,
  draw: (view) => {
    const { run, comparison } = view;
    const distances = comparison?.distances ?? [];
    const line = (index: number, id: 'weights' | 'product', label: string): FigureSeries => ({
      id,
      label,
      ink: layerInk(index, 2),
      points: afterStart(distances.map((at) => pointAt(at.time, at[id]))),
      marked: false,
    });
    const series = [line(0, 'weights', 'weights'), line(1, 'product', 'w_{prod}')];
    return {
      id: 'run-flow-distance',
      title: `Distance from gradient flow, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: logAxis('Distance at the same t', means(series), true),
          series,
          references: [],
          ...(distances.length > 0 ? {} : { note: 'The flow ended before the first step' }),
        },
      ],
      caption: `${courseSaid(view)} Euclidean distances between gradient descent and gradient flow from the same weights, over all weights and of the products.`,
      notes: [...toleranceSaid(view), ...onLowerEdge(series)],
    };
  },
};

/** Below this nobody knows the flow. */
function toleranceSaid({ comparison }: RunView): FigureText[] {
  const dynamics = comparison?.flow.trajectory.dynamics;
  if (dynamics?.kind !== 'gradientFlow') return [];
  return [
    `The flow is integrated with an error of at most ${formatSetting(dynamics.relativeTolerance)} of each layer’s size a step: distances of that size are the integrator’s.`,
  ];
}
