import { linearAxis, logAxis } from '../axis';
import type {
  FigureAxis,
  FigureData,
  FigurePanel,
  FigurePoint,
  FigureSeries,
  Ink,
  ReferenceLine,
} from '../figure-data';
import { formatNumber, formatSetting } from '../format-number';
import type { SpectrumCourseFacts } from '../spectrum-course-facts';

/** Runs of more steps are drawn over a logarithmic axis: most of what happens is early. */
const LONG = 2000;

/** The largest eigenvalues, the most negative one and the excess risk along one run, with 2/η and S_min. */
export function spectrumCourseFigure(facts: SpectrumCourseFacts): FigureData {
  const { learningRate, scale, depth, repetition, steps, largest, smallest, excessRisks, runSteps } = facts;
  const count = largest[0]?.length ?? 0;
  const at = (values: readonly number[]): FigurePoint[] =>
    values.map((y, i) => ({ x: steps[i]!, y, low: null, high: null, n: 1 }));
  const tops = Array.from({ length: count }, (_, k): FigureSeries => ({
    id: `lambda-${k + 1}`,
    label: k === 0 ? 'S = λ_{1}' : `λ_{${k + 1}}`,
    ink: inkOf(k, count),
    points: at(largest.map((values) => values[k]!)).map((point) =>
      point.y! > 0 ? point : { ...point, y: null },
    ),
    marked: false,
  }));
  const references = referenceLines(facts, inkOf(0, count));
  const heights = references.flatMap(({ along }) => ('y' in along ? [along.y] : []));
  const sharpest = largest.reduce((most, values) => Math.max(most, values[0]!), 0);
  const shown = largest.flat().filter((value) => value > LEAST_SHOWN * sharpest);
  const x = stepAxis(facts);
  const panel = (
    y: FigureAxis,
    series: readonly FigureSeries[],
    lines: readonly ReferenceLine[] = [],
  ): FigurePanel => ({
    x,
    y,
    series,
    references: lines,
  });
  const line = (id: string, label: string, values: readonly number[]): FigureSeries => ({
    id,
    label,
    ink: inkOf(0, count),
    points: at(values),
    marked: false,
  });
  return {
    id: 'spectrum-course',
    title: 'The spectrum along the run',
    panels: [
      panel(logAxis('Largest eigenvalues', [...shown, ...heights], true), tops, references),
      panel(logAxis('Excess risk', excessRisks, true), [line('excessRisk', '', excessRisks)]),
      panel(linearAxis('Most negative eigenvalue', [0, ...smallest]), [line('smallest', '', smallest)]),
    ],
    caption: `η = ${formatSetting(learningRate)}, scale ${formatSetting(scale)}, L = ${depth}, run ${repetition + 1}, seen ${steps.length} times in ${runSteps} steps. The ${count} largest eigenvalues of the Hessian and its smallest, by Lanczos, with residuals of at most ${formatNumber(
      facts.errors.reduce((most, error) => Math.max(most, error), 0),
      2,
    )}.`,
    notes:
      facts.finiteAfter < runSteps
        ? [`The run diverges: step ${facts.finiteAfter} is the last that can be looked at.`]
        : [],
  };
}

/** Eigenvalues below this share of the largest are left to the lower edge. */
const LEAST_SHOWN = 1e-5;

function inkOf(index: number, count: number): Ink {
  return { kind: 'ordinal', index, count };
}

function stepAxis({ steps, runSteps, finiteAfter }: SpectrumCourseFacts): FigureAxis {
  const end = Math.max(1, Math.min(runSteps, finiteAfter));
  if (end <= LONG) return linearAxis('Step', [0, end]);
  return logAxis('Step', [...steps.filter((step) => step > 0), end], false);
}

function referenceLines(
  { stabilityThreshold, learningRate, minimalSharpness }: SpectrumCourseFacts,
  ink: Ink,
): ReferenceLine[] {
  const lines: ReferenceLine[] = [
    {
      id: 'stability',
      label: `2/η = ${formatNumber(stabilityThreshold, 3)}`,
      meaning: `Dashed: 2/η for η = ${formatSetting(learningRate)}; gradient descent keeps no minimiser sharper than this.`,
      stroke: 'dashed',
      ink,
      along: { y: stabilityThreshold },
    },
  ];
  if (minimalSharpness !== null) {
    lines.push({
      id: 'exact',
      label: `S_{min} = ${formatNumber(minimalSharpness)}`,
      meaning: `Thin: S_{min} = ${formatNumber(minimalSharpness)}, the sharpness of the flattest minimiser, exactly.`,
      stroke: 'solid',
      ink: { kind: 'theory' },
      along: { y: minimalSharpness },
    });
  }
  return lines;
}
