import { fixedAxis } from '../axis';
import type { FigureSeries, ReferenceLine } from '../figure-data';
import { initialScale } from '../../theory/small-scale/initial-scale';
import { layerLines } from './layer-lines';
import type { RunPanel } from './panel';
import { courseSaid, isFullyConnected, layerInk, runTitle, type RunView } from './run-view';
import { courseAxis, timeAxis } from './time-axis';
import { alignment as alignmentOf } from './top-alignment';

/** Room above 1, for the lines that stand there. */
const TOP = 1.04;

/** ⟨v_{k+1}, u_k⟩² along the run, with the lower bound that Lemma 2 (iii) gives at that moment. */
export const alignment: RunPanel = {
  id: 'alignment',
  title: 'Alignment',
  formula: String.raw`\langle v_{k+1}, u_k\rangle^2 \ge 1 - \varepsilon/\sigma_{k+1}^2`,
  meaning: 'Each layer passes on what the next one amplifies most: at 1 their singular vectors agree.',
  statements: ['lemma2Alignment'],
  applies: ({ setting }) => setting.depth > 1,
  draw: (view) => {
    const { run } = view;
    const pairs = run.setting.depth - 1;
    const series = layerLines(run, pairs, 'aligned', (facts, k) =>
      alignmentOf(facts.layers[k]!, facts.layers[k + 1]!),
    );
    const references = isFullyConnected(run) ? lowerBounds(view, pairs) : [];
    const vacuous = isFullyConnected(run) && references.length === 0;
    return {
      id: 'run-alignment',
      title: `Alignment, ${runTitle(view)}`,
      panels: [
        {
          x: timeAxis(run),
          y: fixedAxis('Alignment ⟨v_{k+1}, u_{k}⟩²', 0, TOP),
          series: named(series),
          references,
        },
      ],
      caption: `${courseSaid(view)} A line a pair of neighbours k, k + 1.`,
      notes: isFullyConnected(run)
        ? vacuous
          ? ['Lemma 2 (iii) says nothing here: ε ≥ σ_{k+1}² throughout.']
          : []
        : ['Lemma 2 is about fully connected networks: no lower bound.'],
    };
  },
};

function named(series: readonly FigureSeries[]): FigureSeries[] {
  return series.map((line, i) => ({ ...line, label: `k = ${i + 1}, ${i + 2}` }));
}

/** Where they say something: above 0. */
function lowerBounds({ run }: RunView, pairs: number): ReferenceLine[] {
  const epsilon = initialScale(run);
  const { places } = courseAxis(run);
  return Array.from({ length: pairs }, (_, k): ReferenceLine[] => {
    const points = run.moments.map(({ layers }, i): [number, number] => {
      const sigma = layers[k + 1]!.singularValues[0]!;
      return [places[i]!, 1 - epsilon / (sigma * sigma)];
    });
    const first = points.findIndex(([, y]) => y > 0);
    if (first < 0) return [];
    return [
      {
        id: `bound-${k + 1}`,
        label: '',
        meaning: `Dotted: the lower bound 1 − ε/σ_{k+1}² of k = ${k + 1} at that moment (Lemma 2 (iii)); below 0 it says nothing.`,
        family: 'Dotted, in the colour of each line: the lower bound 1 − ε/σ_{k+1}² (Lemma 2 (iii)).',
        stroke: 'dotted',
        ink: layerInk(k, pairs),
        along: { points: points.slice(Math.max(0, first - 1)) },
      },
    ];
  }).flat();
}
