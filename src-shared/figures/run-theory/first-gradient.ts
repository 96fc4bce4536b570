import { logAxis } from '../axis';
import type { FigurePanel, FigurePoint, ReferenceLine } from '../figure-data';
import type { JudgedRun } from '../../theory/judged-run';
import { means } from '../slice-series';
import { excessNoise } from './excess-noise';
import type { RunPanel } from './panel';
import {
  boundAlong,
  courseOf,
  courseSaid,
  isFullyConnected,
  RUN_INK,
  runTitle,
  THEORY_INK,
} from './run-view';
import { timeAxis } from './time-axis';

/** The first layer's gradient between its two bounds: what the proof of Theorem 3 begins with. */
export const firstGradient: RunPanel = {
  id: 'firstGradient',
  title: 'Gradient of the first layer',
  formula: String.raw`\begin{aligned}\frac{\|\nabla_1 R\|_F^2}{R - R_{\min}} & \ge 4\lambda\,\|W_L\cdots W_2\|^2\\ & \le 4\Lambda\,\|W_L\cdots W_2\|^2\end{aligned}`,
  meaning:
    'The first layer’s gradient is as large as the layers above it let through: it vanishes only where they do.',
  statements: ['firstGradient'],
  applies: isFullyConnected,
  draw: (view) => {
    const { run } = view;
    const series = [{ id: 'ratio', label: '', ink: RUN_INK, points: ratios(run), marked: false }];
    const panel: FigurePanel = {
      x: timeAxis(run),
      y: logAxis('‖∇_{1}R‖_{F}²/(R − R_{min})', means(series), true),
      series,
      references: bounds(run),
    };
    return {
      id: 'run-first-gradient',
      title: `Gradient of the first layer, ${runTitle(view)}`,
      panels: [panel],
      caption: `${courseSaid(view)} Squared norm of the first layer’s gradient over the excess risk, as long as w_{prod} differs from w⋆ by more than rounding.`,
      notes: [],
    };
  },
};

function ratios(run: JudgedRun): FigurePoint[] {
  const least = excessNoise(run);
  return courseOf(run, ({ gradientSquares, excessRisk }) =>
    excessRisk > least ? gradientSquares[0]! / excessRisk : null,
  );
}

function bounds(run: JudgedRun): ReferenceLine[] {
  const { problem } = run.setting;
  const curve = (id: string, factor: number, meaning: string): ReferenceLine => ({
    id,
    label: '',
    meaning,
    stroke: 'dotted',
    ink: THEORY_INK,
    along: {
      points: boundAlong(run, ({ chainNorms }) => factor * chainNorms[1]! * chainNorms[1]!),
    },
  });
  return [
    curve('above', 4 * problem.lambdaMax, 'Upper dotted line: 4Λ‖W_{L}…W_{2}‖² at that moment.'),
    curve('below', 4 * problem.lambdaMin, 'Lower dotted line: 4λ‖W_{L}…W_{2}‖² at that moment.'),
  ];
}
