import { hasSquareLayers, residualCourse } from '../../theory/residual/residual-course';
import { logAxis } from '../axis';
import { formatNumber } from '../format-number';
import { onLowerEdge } from '../phrases';
import { means } from '../slice-series';
import { movedLines } from './layer-lines';
import type { RunPanel } from './panel';
import { courseSaid, runTitle, THEORY_INK } from './run-view';
import { timeAxis } from './time-axis';

/** Theorem 4: how far the layers of a residual network move, beside the radius that its proof needs. */
export const thetaNorms: RunPanel = {
  id: 'thetaNorms',
  title: 'Distance of the layers from their start',
  formula: String.raw`\begin{aligned}& \theta_k(t) = L\,(W_k(t) - W_k(0))\\ & \|\theta_k(t)\|_F \le m^2/(4M^2)\end{aligned}`,
  meaning:
    'Where the initial risk is small enough, every layer stays so close to its start that no product of layers degenerates.',
  statements: ['residualStaysNear', 'perturbedNorm', 'perturbedLeast'],
  applies: (run) => hasSquareLayers(run) && run.start.family === 'residual',
  draw: (view) => {
    const { run } = view;
    const { M, m, radius, theta } = residualCourse(run);
    const series = movedLines(run, run.setting.depth, 'theta', (facts, k) => theta(facts).frobenius[k]!);
    return {
      id: 'run-theta-norms',
      title: `Distance of the layers from their start, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: logAxis('‖θ_{k}‖_{F}', [...means(series), radius], true),
          series,
          references: [
            {
              id: 'radius',
              label: `m²/4M² = ${formatNumber(radius)}`,
              meaning: `Dotted: ${formatNumber(radius)}, the radius m²/(4M²) of Theorem 4’s proof, with M = ${formatNumber(M)} and m = ${formatNumber(m)} over all products of layers at the start.`,
              stroke: 'dotted',
              ink: THEORY_INK,
              along: { y: radius },
            },
          ],
        },
      ],
      caption: `${courseSaid(view)} θ_{k} = L(W_{k}(t) − W_{k}(0)), Frobenius norms.`,
      notes: onLowerEdge(series),
    };
  },
};
