import type { JudgedRun, MomentFacts } from '../../theory/judged-run';
import { minimalSharpness } from '../../theory/minimal-sharpness';
import { layerNormFactor } from '../../theory/minimisers/layer-norm-bounds';
import { sharpnessLowerBound } from '../../theory/sharpness-lower-bound';
import { sharpnessUpperBound } from '../../theory/sharpness-upper-bound';
import { smallInitialisationUpperBound } from '../../theory/small-initialisation-upper-bound';
import { logAxis } from '../axis';
import type { FigureSeries, ReferenceLine } from '../figure-data';
import { formatNumber } from '../format-number';
import { means } from '../slice-series';
import { stabilityLine } from '../theory-lines';
import { flowLine } from './flow-line';
import { always, type RunPanel } from './panel';
import {
  boundAlong,
  courseOf,
  courseSaid,
  isFullyConnected,
  RUN_INK,
  runTitle,
  THEORY_INK,
  type RunView,
} from './run-view';
import { timeAxis } from './time-axis';

/** The sharpness along the run with everything that the paper says about where it can end. */
export const sharpnessCourse: RunPanel = {
  id: 'sharpness',
  title: 'Sharpness and its bounds',
  formula: String.raw`\begin{aligned}& S_{\min} \le S(W) \le 2/\eta\\ & S(W) \ge 2a\|w^\star\|^{2-\frac1L}\|p\|^{\frac1L} \textstyle\sum_k \frac{1}{\|W_k\|_F}\end{aligned}`,
  meaning:
    'Minimisers are sharper than the lower bounds, and gradient descent keeps none that is sharper than 2/η; on the way there the bounds need not hold.',
  statements: [
    'minimalSharpness',
    'sharpnessLowerBound',
    'layerNormLowerBound',
    'classicalThreshold',
    'corollary2Lower',
    'corollary2Upper',
    'smallInitialisationUpperBound',
    'residualSharpnessBound',
  ],
  applies: always,
  draw: (view) => {
    const { run, comparison } = view;
    const series: FigureSeries[] = [
      { id: 'sharpness', label: 'S', ink: RUN_INK, points: courseOf(run, sharpnessOf), marked: false },
      ...(comparison ? [flowLine(comparison, sharpnessOf)] : []),
    ];
    const references = [...constants(view), atNorms(run), ...threshold(view)];
    const levels = references.flatMap(({ along }) => ('y' in along ? [along.y] : []));
    return {
      id: 'run-sharpness',
      title: `Sharpness and its bounds, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: logAxis('Sharpness S', [...means(series), ...levels], true),
          series,
          references,
        },
      ],
      caption: `${courseSaid(view)} Sharpness exact: the largest eigenvalue of the Hessian${comparison ? '; dashed line: gradient flow from the same weights' : ''}.`,
      notes: errorSaid(run),
    };
  },
};

function sharpnessOf({ sharpness }: MomentFacts): number | null {
  return sharpness.value > 0 ? sharpness.value : null;
}

function constants({ run }: RunView): ReferenceLine[] {
  const { setting } = run;
  const level = (
    id: string,
    label: string,
    y: number,
    meaning: string,
    stroke: ReferenceLine['stroke'] = 'dotted',
  ): ReferenceLine => ({ id, label, meaning, stroke, ink: THEORY_INK, along: { y } });
  const [lower, exact, upper] = [sharpnessLowerBound, minimalSharpness, sharpnessUpperBound].map(
    ({ value }) => value(setting),
  ) as [number, number, number];
  const small = isFullyConnected(run) ? smallInitialisationUpperBound.value(setting) : null;
  return [
    level(
      'floor',
      '',
      lower,
      `Lower dotted line: no minimiser is flatter than ${formatNumber(lower)} (Theorem 2, 2‖w⋆‖^{2−2/L}‖p‖^{2/L}La).`,
    ),
    level(
      'exact',
      `S_{min} = ${formatNumber(exact)}`,
      exact,
      `Thin: S_{min} = ${formatNumber(exact)}, the sharpness of the flattest minimiser, exactly.`,
      'solid',
    ),
    level(
      'ceiling',
      '',
      upper,
      `Dotted just above it: the flattest minimiser is at most this sharp, ${formatNumber(upper)} (Theorem 2, upper bound).`,
    ),
    ...(small === null
      ? []
      : [
          level(
            'small-scale',
            `${smallScaleName(run)} = ${formatNumber(small)}`,
            small,
            `Upper dotted line: gradient flow from small weights ends at most this sharp, ${formatNumber(small)} (Corollary 2).`,
          ),
        ]),
  ];
}

/** Short where the norm of w⋆ is 1, as the paper normalises it. */
function smallScaleName({ setting }: JudgedRun): string {
  return Math.abs(setting.problem.wStarNorm - 1) < 1e-9 ? '8LΛ' : '8LΛ‖w⋆‖^{2−2/L}';
}

/** Theorem 2's bound per minimiser, at the norms that the layers have at that moment. */
function atNorms(run: JudgedRun): ReferenceLine {
  const factor = 2 * layerNormFactor(run.setting);
  const points = boundAlong(
    run,
    ({ layers }) => factor * layers.reduce((sum, { frobeniusNorm }) => sum + 1 / frobeniusNorm, 0),
  );
  return {
    id: 'at-norms',
    label: points.length > 0 ? 'bound at W(t)' : '',
    meaning:
      'Dotted curve: a minimiser whose layers have the norms of that moment is at least this sharp (Theorem 2, 2a‖w⋆‖^{2−1/L}‖p‖^{1/L}Σ_{k}1/‖W_{k}‖_{F}).',
    stroke: 'dotted',
    ink: RUN_INK,
    along: { points },
  };
}

function threshold({ run: { trajectory } }: RunView): ReferenceLine[] {
  const { dynamics } = trajectory;
  return dynamics.kind === 'gradientDescent' ? [stabilityLine(dynamics.learningRate, RUN_INK)] : [];
}

function errorSaid({ moments }: JudgedRun): string[] {
  const loose = moments.filter(({ sharpness }) => sharpness.method === 'lanczos-limit').length;
  return loose === 0
    ? []
    : [`At ${loose} of ${moments.length} moments the eigenvalue stopped at its iteration limit.`];
}
