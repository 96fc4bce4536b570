import { initialScale } from '../../theory/small-scale/initial-scale';
import { logAxis } from '../axis';
import type { FigurePanel, FigureSeries, FigureText } from '../figure-data';
import { formatNumber } from '../format-number';
import { means } from '../slice-series';
import { highest, layerLines } from './layer-lines';
import type { RunPanel } from './panel';
import { courseSaid, isFullyConnected, runTitle, THEORY_INK, type RunView } from './run-view';
import { courseAxis, timeAxis } from './time-axis';
import { misalignment } from './top-alignment';

/** Lemma 2: what small weights at the start bound for all times, each inequality a panel with ε. */
export const balance: RunPanel = {
  id: 'balance',
  title: 'Rank one, balanced, aligned',
  formula: String.raw`\begin{aligned}\text{(i)}\;& \|W_k\|_F^2 - \|W_k\|^2 \le \varepsilon\\ \text{(ii)}\;& |\sigma_k^2 - \sigma_j^2| \le \varepsilon\\ \text{(iii)}\;& \langle v_{k+1}, u_k\rangle^2 \ge 1 - \varepsilon/\sigma_{k+1}^2\end{aligned}`,
  meaning:
    'Small initial weights keep every layer nearly of rank one, as large as the others and aligned with its neighbours, within the same ε for all times.',
  statements: ['lemma2RankOne', 'lemma2Norms', 'lemma2Alignment'],
  applies: isFullyConnected,
  draw: (view) => {
    const groups = inequalities(view);
    const epsilon = initialScale(view.run);
    return {
      id: 'run-balance',
      title: `Rank one, balanced, aligned, ${runTitle(view)}`,
      panels: groups.map(({ title, series }) => panelOf(view, title, series, epsilon)),
      caption: `${courseSaid(view)} Lemma 2: (i) what of a layer is not of rank one, (ii) for each layer the largest difference from another one, (iii) as σ_{k+1}²(1 − ⟨v_{k+1}, u_{k}⟩²) ≤ ε. ${groups.map((group) => extremeSaid(view, group)).join(' ')}`,
      notes: smallSaid(groups, epsilon),
    };
  },
};

/** Of ε: what is smaller is rounding, and stands on the lower edge. */
const LEAST = 1e-12;

function smallSaid(groups: readonly Inequality[], epsilon: number): FigureText[] {
  const small = groups.some(({ series }) => [...means(series)].some((value) => value < LEAST * epsilon));
  return small ? ['What is below 10^{−12} ε stands on the lower edge.'] : [];
}

interface Inequality {
  readonly number: string;
  readonly title: FigureText;
  readonly series: readonly FigureSeries[];
}

function inequalities({ run }: RunView): Inequality[] {
  const { depth } = run.setting;
  const { widths } = run.trajectory.model.shape;
  // A layer with one row or one column is of rank one whatever its weights.
  const wide = (k: number): boolean => Math.min(widths[k]!, widths[k + 1]!) > 1;
  const rank = layerLines(run, depth, 'rank', (facts, k) => (wide(k) ? beyondFirst(facts.layers[k]!) : null));
  const sizes = layerLines(run, depth, 'size', (facts, k) => {
    const squares = facts.layers.map(({ singularValues }) => square(singularValues[0]!));
    return Math.max(...squares.map((other) => Math.abs(squares[k]! - other)));
  });
  const turns = layerLines(run, depth - 1, 'turn', (facts, k) => {
    const [below, above] = [facts.layers[k]!, facts.layers[k + 1]!];
    return square(above.singularValues[0]!) * misalignment(below, above);
  });
  return [
    { number: '(i)', title: '(i) ‖W_{k}‖_{F}² − ‖W_{k}‖²', series: rank },
    { number: '(ii)', title: '(ii) max_{j} |σ_{k}² − σ_{j}²|', series: sizes },
    { number: '(iii)', title: '(iii) σ_{k+1}²(1 − ⟨v_{k+1}, u_{k}⟩²)', series: turns },
  ].filter(({ series }) => series.some(({ points }) => points.some(({ y }) => y !== null)));
}

function panelOf(
  { run }: RunView,
  title: FigureText,
  series: readonly FigureSeries[],
  epsilon: number,
): FigurePanel {
  return {
    x: timeAxis(run),
    y: logAxis(
      title,
      [...means(series), epsilon].map((value) => Math.max(value, LEAST * epsilon)),
      true,
    ),
    series: series.filter(({ points }) => points.some(({ y }) => y !== null)),
    references: [
      {
        id: 'epsilon',
        label: `ε = ${formatNumber(epsilon)}`,
        meaning: `Dotted: ε = ${formatNumber(epsilon)}, from the initial weights; Lemma 2 keeps every line of gradient flow below it.`,
        stroke: 'dotted',
        ink: THEORY_INK,
        along: { y: epsilon },
      },
    ],
  };
}

function extremeSaid({ run }: RunView, { number, series }: Inequality): FigureText {
  const { symbol } = courseAxis(run);
  const top = highest(series);
  return top === null
    ? ''
    : `Largest of ${number}: ${formatNumber(top.value)} at ${symbol} = ${formatNumber(top.place)}, ${top.line}.`;
}

/** ‖W‖_F² - ‖W‖² as the sum of the other squares: no difference cancels. */
function beyondFirst({ singularValues }: { readonly singularValues: Float64Array }): number {
  let sum = 0;
  for (let i = 1; i < singularValues.length; i += 1) sum += square(singularValues[i]!);
  return sum;
}

function square(x: number): number {
  return x * x;
}
