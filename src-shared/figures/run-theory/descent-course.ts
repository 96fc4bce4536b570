import { exp } from '../../numerics/elementary';
import type { JudgedRun, MomentFacts } from '../../theory/judged-run';
import { certifiedRate } from '../../theory/small-scale/certified-rate';
import { measuredRate } from '../../theory/small-scale/measured-rate';
import { logAxis } from '../axis';
import type { FigurePanel, FigureSeries, FigureText, ReferenceLine } from '../figure-data';
import { formatNumber } from '../format-number';
import { means } from '../slice-series';
import { excessNoise } from './excess-noise';
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

/** Certified rates below this fraction of the least measured one are said, not drawn: they would squeeze the plot. */
const FAR_BELOW = 1e-6;

/** Theorem 3 and Lemma 7: the excess risk, and how fast the gradient makes it fall at that moment. */
export const descentCourse: RunPanel = {
  id: 'descent',
  title: 'Excess risk and its rate',
  formula: String.raw`\begin{aligned}& \textstyle\sum_k \|\nabla_k R\|_F^2 \ge \mu\,(R - R_{\min})\\ & \Rightarrow R - R_{\min} = O(e^{-\mu t})\end{aligned}`,
  meaning:
    'As long as the gradient is large where the risk is (a Polyak-Łojasiewicz condition), the risk falls exponentially.',
  statements: ['theorem3', 'certifiedDecay', 'lemma7', 'residualDecay'],
  applies: always,
  draw: (view) => {
    const { run, comparison } = view;
    const certified = isFullyConnected(run) ? (certifiedRate(run)?.mu ?? null) : null;
    const risk: FigureSeries[] = [
      { id: 'excess-risk', label: '', ink: RUN_INK, points: courseOf(run, excessOf(run)), marked: false },
      ...(comparison ? [flowLine(comparison, excessOf(comparison.flow))] : []),
    ];
    const rate: FigureSeries[] = [
      { id: 'rate', label: 'μ(t)', ink: RUN_INK, points: courseOf(run, rateOf(run)), marked: false },
      ...(comparison ? [flowLine(comparison, rateOf(comparison.flow))] : []),
    ];
    return {
      id: 'run-descent',
      title: `Excess risk and its rate, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: logAxis('Excess risk R − R_{min}', means(risk), true),
          series: risk,
          references: certified === null ? [] : decay(run, certified),
        },
        ratePanel(view, rate, certified),
      ],
      caption: `${courseSaid(view)} Above: excess risk; below: μ(t) = Σ_{k}‖∇_{k}R‖_{F}²/(R − R_{min}), both measured, as long as w_{prod} differs from w⋆ by more than rounding${comparison ? '; dashed: gradient flow from the same weights' : ''}.`,
      notes: notesOf(run, rate, certified),
    };
  },
};

/** R - R_min, as far as it is more than rounding. */
function excessOf(run: JudgedRun): (facts: MomentFacts) => number | null {
  const least = excessNoise(run);
  return ({ excessRisk }) => (excessRisk > least ? excessRisk : null);
}

/** µ(t), the ratio of the two sides of Theorem 3. */
function rateOf(run: JudgedRun): (facts: MomentFacts) => number | null {
  const least = excessNoise(run);
  return (facts) => (facts.excessRisk > least ? measuredRate(run, facts).rate : null);
}

function isDrawn(rate: readonly FigureSeries[], certified: number | null): certified is number {
  return certified !== null && certified >= FAR_BELOW * Math.min(...means(rate));
}

function ratePanel({ run }: RunView, rate: readonly FigureSeries[], certified: number | null): FigurePanel {
  const drawn = isDrawn(rate, certified);
  return {
    x: timeAxis(run),
    y: logAxis('Rate μ(t)', [...means(rate), ...(drawn ? [certified] : [])], true),
    series: rate,
    references: drawn
      ? [
          {
            id: 'certified',
            label: `μ = ${formatNumber(certified)}`,
            meaning: `Dotted: μ = ${formatNumber(certified)}, which Theorem 3 certifies for t ≥ 1 from the initial weights and R(1).`,
            stroke: 'dotted',
            ink: THEORY_INK,
            along: { y: certified },
          },
        ]
      : [],
  };
}

/** (R(1) - R_min) e^{-µ(t - 1)} from the first moment at or after t = 1 on. */
function decay(run: JudgedRun, rate: number): ReferenceLine[] {
  const { moments } = run;
  const first = moments.findIndex(({ time }) => time >= 1);
  const from = moments[first];
  if (from === undefined) return [];
  const points = boundAlong(run, ({ time }, i) =>
    i < first ? NaN : from.excessRisk * exp(-rate * (time - from.time)),
  );
  return [
    {
      id: 'decay',
      label: '',
      meaning: `Dotted: what Lemma 7 promises from t = 1 on, decay like e^{−μt} with the certified μ = ${formatNumber(rate)}.`,
      stroke: 'dotted',
      ink: THEORY_INK,
      along: { points },
    },
  ];
}

function notesOf(run: JudgedRun, rate: readonly FigureSeries[], certified: number | null): FigureText[] {
  if (!isFullyConnected(run)) return ['Theorem 3 is about fully connected networks: no certified rate.'];
  if (certified === null)
    return [
      'Theorem 3 certifies no rate here: its proof needs small initial weights and a risk that has fallen by t = 1.',
    ];
  return isDrawn(rate, certified)
    ? []
    : [`Theorem 3 certifies μ = ${formatNumber(certified)}, far below the plot.`];
}
