import type { RunRecord } from '../contract/records';
import { plan, type Cell } from '../experiment/plan';
import { exp, log } from '../numerics/elementary';
import type { LineFit } from '../numerics/least-squares-line';
import { logAxis } from './axis';
import type {
  Convention,
  FigureData,
  FigureSeries,
  FigureSource,
  FigureText,
  ReferenceLine,
} from './figure-data';
import { formatSetting, formatWithError } from './format-number';
import { generalisationLineOf, generalisationPoint, type GeneralisationPoint } from './generalisation-points';
import { ascending, learningRates } from './grid-slice';
import { incompleteness, SHARPNESS_CONVENTIONS } from './phrases';
import { abscissae, means } from './slice-series';

export interface GeneralisationOptions {
  readonly convention?: Convention;
  /** By default the smallest of the experiment, as in figure 6b. */
  readonly learningRate?: number;
}

interface Dot extends GeneralisationPoint {
  readonly scale: number;
}

/**
 * Figure 6b: by how much the test risk exceeds the training risk over the sharpness, both after training: a dot a run at
 * one learning rate, coloured by its scale, and the least-squares line through the logarithms of all of them.
 */
export function generalisationScatter(
  source: Pick<FigureSource, 'spec' | 'scaleSymbol'>,
  runs: Iterable<RunRecord>,
  options: GeneralisationOptions = {},
): FigureData {
  const { spec, scaleSymbol } = source;
  const convention = options.convention ?? 'exact';
  const rate = options.learningRate ?? learningRates(spec.grid)[0]!;
  const cells = plan(spec).cells.filter(({ learningRate }) => learningRate === rate);
  const { dots, finished, failed } = dotsOf(cells, runs, convention);
  const line = generalisationLineOf(dots);
  const series = seriesOf(dots, ascending(spec.grid.scales), scaleSymbol);
  const { title, said } = SHARPNESS_CONVENTIONS[convention];
  const leftOut = finished - dots.length;
  return {
    id: 'generalisation-scatter',
    title: `Generalisation gap over sharpness, η = ${formatSetting(rate)}`,
    panels: [
      {
        x: logAxis(title, abscissae(series), false),
        y: logAxis('Test risk − training risk', means(series), false),
        series,
        references: line === null ? [] : [fittedLine(line, dots)],
        ...(line === null ? {} : { note: lineSaid(line) }),
      },
    ],
    caption: `A dot a run at η = ${formatSetting(rate)}, after training${colours(series)}; ${said}.`,
    notes: [
      ...(leftOut > 0
        ? [
            `${leftOut} ${leftOut === 1 ? 'run is' : 'runs are'} left out: diverged, or without a positive difference.`,
          ]
        : []),
      ...incompleteness([
        { runs: cells.reduce((sum, { repetitions }) => sum + repetitions, 0), finished, failed },
      ]),
    ],
  };
}

function dotsOf(
  cells: readonly Cell[],
  runs: Iterable<RunRecord>,
  convention: Convention,
): { dots: Dot[]; finished: number; failed: number } {
  const scaleOf = new Map(cells.map(({ index, scale }) => [index, scale]));
  const dots: Dot[] = [];
  let [finished, failed] = [0, 0];
  for (const { cell, status, measures } of runs) {
    const scale = scaleOf.get(cell);
    if (scale === undefined) continue;
    if (status === 'failed') {
      failed += 1;
      continue;
    }
    finished += 1;
    const point = generalisationPoint(
      new Map(measures.map(({ measure, value }) => [measure, value])),
      convention,
    );
    if (point !== null) dots.push({ ...point, scale });
  }
  return { dots, finished, failed };
}

/** A series a scale, the small ones first. */
function seriesOf(dots: readonly Dot[], scales: readonly number[], symbol: string | null): FigureSeries[] {
  return scales.map((scale, index) => ({
    id: `scale=${scale}`,
    label: `${symbol ?? 'scale'} = ${formatSetting(scale)}`,
    ink: { kind: 'ordinal', index, count: scales.length },
    points: dots
      .filter((dot) => dot.scale === scale)
      .map(({ sharpness, gap }) => ({ x: sharpness, y: gap, low: null, high: null, n: 1 }))
      .sort((a, b) => a.x - b.x),
    marked: true,
    drawn: 'dots',
  }));
}

function colours(series: readonly FigureSeries[]): FigureText {
  return series.length > 1
    ? `, coloured by the initialisation scale from ${series[0]!.label} to ${series.at(-1)!.label}`
    : '';
}

/** A power law: straight where both axes are logarithmic, so that its ends are enough. */
function fittedLine({ slope, intercept }: LineFit, dots: readonly Dot[]): ReferenceLine {
  const at = (sharpness: number): readonly [number, number] => [
    sharpness,
    exp(intercept * Math.LN10 + slope * log(sharpness)),
  ];
  const ends = ascending(dots.map(({ sharpness }) => sharpness));
  return {
    id: 'least-squares',
    label: '',
    meaning: 'Line: least squares of log_{10} of the difference over log_{10} of the sharpness.',
    stroke: 'solid',
    ink: { kind: 'theory' },
    along: { points: [at(ends[0]!), at(ends.at(-1)!)] },
  };
}

/** The fit, with standard errors. */
function lineSaid({ n, slope, slopeStderr, intercept, interceptStderr }: LineFit): FigureText {
  return [
    `slope ${formatWithError(slope, slopeStderr)}`,
    `intercept ${formatWithError(intercept, interceptStderr)}`,
    `n = ${n}`,
  ].join('\n');
}
