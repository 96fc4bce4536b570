import type { MinimiserWalkAnswer, WalkMoment } from '../../contract/minimiser-studies';
import { linearAxis, logAxis } from '../axis';
import type { FigureAxis, FigureData, FigurePoint, FigureSeries, Ink } from '../figure-data';
import { formatNumber } from '../format-number';
import { means } from '../slice-series';
import { minimalSharpnessLines } from './bound-lines';

const WALK_INK: Ink = { kind: 'ordinal', index: 1, count: 3 };
/** Lines of more layers are not told apart. */
const MOST_LAYERS = 12;

/** A walk downhill in sharpness among minimisers: S against S_min, what is left of the way, and the layers' norms. */
export function walkFigure({ course, bounds, steps, depth }: MinimiserWalkAnswer): FigureData {
  const x = linearAxis('Step', [0, Math.max(1, steps)]);
  const line = (
    id: string,
    value: (moment: WalkMoment) => number,
    ink = WALK_INK,
    label = '',
  ): FigureSeries => ({
    id,
    label,
    ink,
    points: course.map((moment): FigurePoint => {
      const y = value(moment);
      return { x: moment.step, y: Number.isFinite(y) ? y : null, low: null, high: null, n: 1 };
    }),
    marked: false,
  });
  const sharpness = [line('sharpness', (moment) => moment.sharpness, WALK_INK, 'S')];
  const left = [line('left', (moment) => moment.sharpness / bounds.exact - 1)];
  const shownLayers = layersShown(depth);
  const norms = shownLayers.map((k) =>
    line(
      `norm-${k}`,
      ({ layerNorms }) => layerNorms[k - 1]!,
      { kind: 'ordinal', index: k - 1, count: depth },
      `k = ${k}`,
    ),
  );
  const references = minimalSharpnessLines(bounds);
  const log = (title: string, series: readonly FigureSeries[], more: readonly number[] = []): FigureAxis =>
    logAxis(title, [...means(series), ...more], true);
  return {
    id: 'minimiser-walk',
    title: 'Downhill in sharpness, from minimiser to minimiser',
    panels: [
      {
        x,
        y: log('Sharpness S', sharpness, [bounds.lower, bounds.upper]),
        series: sharpness,
        references,
      },
      { x, y: log('S/S_{min} − 1', left), series: left, references: [] },
      { x, y: log('Norm of each layer ‖W_{k}‖_{F}', norms), series: norms, references: [] },
    ],
    caption: `Every step is a minimiser with the same predictor. Start S = ${formatNumber(course[0]?.sharpness)}; after ${steps} steps S = ${formatNumber(course.at(-1)?.sharpness)}.`,
    notes: shownLayers.length < depth ? [`Of ${depth} layers, ${shownLayers.length} are drawn.`] : [],
  };
}

/** All layers, or as many of them, evenly, the first and the last among them. */
function layersShown(depth: number): number[] {
  const count = Math.min(depth, MOST_LAYERS);
  return [
    ...new Set(
      Array.from({ length: count }, (_, i) =>
        count === 1 ? 1 : 1 + Math.round((i * (depth - 1)) / (count - 1)),
      ),
    ),
  ];
}
