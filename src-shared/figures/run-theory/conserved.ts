import { driftsOf } from '../../theory/small-scale/drift';
import { logAxis } from '../axis';
import type { FigureText, ReferenceLine } from '../figure-data';
import { onLowerEdge } from '../phrases';
import { means } from '../slice-series';
import { movedLines } from './layer-lines';
import type { RunPanel } from './panel';
import { boundAlong, courseSaid, runTitle, THEORY_INK, type RunView } from './run-view';
import { timeAxis } from './time-axis';

/** Lemma 1: how far W_{k+1}ᵀW_{k+1} - W_kW_kᵀ has moved from its initial value. */
export const conserved: RunPanel = {
  id: 'conserved',
  title: 'Conserved differences',
  formula: String.raw`W_{k+1}^\top W_{k+1} - W_k W_k^\top = \text{const}`,
  meaning:
    'Gradient flow conserves the difference between neighbouring layers; the steps of gradient descent let it drift.',
  statements: ['lemma1'],
  applies: ({ setting }) => setting.depth > 1,
  draw: (view) => {
    const { run } = view;
    const drifts = driftsOf(run);
    const pairs = run.setting.depth - 1;
    const series = movedLines(run, pairs, 'drift', (_, k, i) => drifts[i]!.pairs[k]!.frobeniusNorm);
    return {
      id: 'run-conserved',
      title: `Conserved differences, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: logAxis('Drift ‖D_{k}(t) − D_{k}(0)‖_{F}', means(series), true),
          series,
          references: allowance(view),
        },
      ],
      caption: `${courseSaid(view)} D_{k} = W_{k+1}^{T}W_{k+1} − W_{k}W_{k}^{T}, a line a pair of neighbours; ${zeroSaid(view)}.`,
      notes: onLowerEdge(series),
    };
  },
};

function zeroSaid({ run }: RunView): FigureText {
  return run.trajectory.dynamics.kind === 'gradientFlow'
    ? 'along the exact flow every line is 0, and what is drawn is the integrator’s error'
    : 'along exact gradient flow every line is 0';
}

/** What is put down to the integrator. */
function allowance({ run }: RunView): ReferenceLine[] {
  if (run.trajectory.dynamics.kind !== 'gradientFlow') return [];
  const drifts = driftsOf(run);
  return [
    {
      id: 'allowed',
      label: '',
      meaning: 'Dotted: up to here drift is put down to the integrator’s tolerance and to rounding.',
      stroke: 'dotted',
      ink: THEORY_INK,
      along: {
        points: boundAlong(run, (_, i) => drifts[i]!.allowed),
      },
    },
  ];
}
