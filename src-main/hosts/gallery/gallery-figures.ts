import { putTogether } from '@shared/compare/put-together';
import type { TogetherMode } from '@shared/drawing/sheet';
import { DEFAULT_SCATTER } from '@shared/figures/default-figures';
import { figureOf, type FigureInput } from '@shared/figures/figure-of';
import type { AnyFigure, FigureKind } from '@shared/figures/figure-request';
import { defaultSlice } from '@shared/figures/grid-slice';
import type { HeatmapQuantity } from '@shared/figures/heatmap-quantity';
import { PAPER_FIGURES, paperFigure } from '@shared/figures/paper-figures';
import { longSettings, twentyRates } from './made-up-experiments';
import { referenceInput } from './reference-rows';
import { empty, incomplete, oneRunEach } from './unfinished';

/** One thing of the gallery: what stands together on a sheet. */
export interface GalleryFigure {
  /** Names its place on the page and its snapshots. */
  readonly id: string;
  readonly section: GallerySection;
  readonly title: string;
  readonly figures: readonly AnyFigure[];
  readonly columns: number;
}

export const GALLERY_SECTIONS = {
  paper: 'Figures of the paper',
  kinds: 'Every kind of figure, alone',
  together: 'Figures that are compared',
  heatmaps: 'Heatmaps',
  edges: 'Unfinished, empty, few and many',
} as const;
export type GallerySection = keyof typeof GALLERY_SECTIONS;

/**
 * Every figure of the gallery: the page shows them, and tests hold them.
 *
 * @param reference folder of the reference rows.
 */
export function galleryFigures(reference: string): GalleryFigure[] {
  const inputs = new Map<string, FigureInput>();
  const preset = (name: string): FigureInput => {
    const input = inputs.get(name) ?? referenceInput(reference, name);
    inputs.set(name, input);
    return input;
  };
  return [
    ...paperSheets(preset),
    ...kinds(preset),
    ...together(preset),
    ...heatmaps(preset),
    ...edges(preset),
  ];
}

type Presets = (name: string) => FigureInput;

function paperSheets(preset: Presets): GalleryFigure[] {
  return PAPER_FIGURES.map((id) => {
    const { title, columns, panels } = paperFigure(id);
    const figures = panels.map((panel) => {
      const input = preset(panel.preset);
      return figureOf(panel.kind(input.spec), input);
    });
    return { id: `figure-${id}`, section: 'paper', title: `Figure ${id}. ${title}`, figures, columns };
  });
}

function kinds(preset: Presets): GalleryFigure[] {
  const one = single('kinds');
  const [overScale, overRate] = [preset('figure-3'), preset('figure-2')];
  return [
    one('distance-over-scale', 'Squared distance over scale', overScale, distance(overScale)),
    one('distance-over-rate', 'Squared distance over learning rate', overRate, distance(overRate)),
    one('sharpness-over-scale', 'Sharpness over scale', overScale, sharpness(overScale)),
    one('sharpness-every-rate', 'Sharpness, every learning rate', overScale, sharpness(overScale, true)),
    one('sharpness-over-rate', 'Sharpness over learning rate', overRate, sharpness(overRate)),
    one(
      'sharpness-residual',
      'Sharpness of residual networks',
      preset('figure-4'),
      sharpness(preset('figure-4')),
    ),
    one('divergence-over-scale', 'Divergence over scale', overScale, divergence(overScale)),
    one('divergence-over-rate', 'Divergence over learning rate', overRate, divergence(overRate)),
    one('generalisation', 'Generalisation gap over sharpness', preset('figure-6'), {
      kind: 'generalisation',
      convention: 'exact',
      learningRate: null,
    }),
    one('scatter-runs', 'A measure over another, a dot a run', overScale, scatter('runs')),
    one('scatter-cells', 'A measure over another, a dot a cell', overRate, scatter('cells')),
    one('trace-stable', 'A run away from 2/η', preset('figure-1-trajectories'), trace(0)),
    one('trace-edge', 'A run at the edge of stability', preset('figure-1-trajectories'), trace(1)),
  ];
}

function together(preset: Presets): GalleryFigure[] {
  const [overScale, residual, overRate] = [preset('figure-3'), preset('figure-4'), preset('figure-2')];
  const put = (
    id: string,
    title: string,
    mode: TogetherMode,
    drawn: readonly (readonly [name: string, input: FigureInput, kind: FigureKind])[],
  ): GalleryFigure => {
    const figures = putTogether(
      drawn.map(([, input, kind]) => figureOf(kind, input)),
      { mode, names: drawn.map(([name]) => name) },
    );
    return { id, section: 'together', title, figures, columns: figures.length };
  };
  const plainAndResidual = (kind: (input: FigureInput) => FigureKind) =>
    [
      ['fully connected', overScale, kind(overScale)],
      ['residual', residual, kind(residual)],
    ] as const;
  const courses = preset('figure-1-trajectories');
  return [
    put('multiples', 'Side by side, with shared axes', 'multiples', plainAndResidual(sharpness)),
    put(
      'overlay-families',
      'Laid over each other, a line a learning rate',
      'overlay',
      plainAndResidual(sharpness),
    ),
    put('overlay-courses', 'Two runs laid over each other', 'overlay', [
      ['η = 0.02', courses, trace(0)],
      ['η = 0.1', courses, trace(1)],
    ]),
    put(
      'overlay-six',
      'Six sides',
      'overlay',
      Array.from({ length: 6 }, (_, i) => [`cell ${i}`, overScale, scatter('cells', i)] as const),
    ),
    put(
      'overlay-dots',
      'Dots laid over each other',
      'overlay',
      plainAndResidual(() => scatter('runs')),
    ),
    put('multiples-means', 'Means side by side, with one scale of colours', 'multiples', [
      ['fully connected', overScale, heatmap(overScale, { kind: 'mean', measure: 'finalSharpness' })],
      ['residual', overRate, heatmap(overRate, { kind: 'mean', measure: 'finalSharpness' })],
    ]),
  ];
}

function heatmaps(preset: Presets): GalleryFigure[] {
  const one = single('heatmaps');
  const [overScale, overRate] = [preset('figure-3'), preset('figure-2')];
  const map = (input: FigureInput, quantity: HeatmapQuantity): FigureKind => heatmap(input, quantity);
  return [
    one('heatmap-rate-scale', 'Divergence, rate × scale', overScale, map(overScale, { kind: 'diverged' })),
    one('heatmap-rate-depth', 'Divergence, rate × depth', overRate, map(overRate, { kind: 'diverged' })),
    one(
      'phases-rate-scale',
      'How runs ended, rate × scale',
      overScale,
      map(overScale, { kind: 'commonOutcome' }),
    ),
    one(
      'phases-rate-depth',
      'How runs ended, rate × depth',
      overRate,
      map(overRate, { kind: 'commonOutcome' }),
    ),
    one(
      'heatmap-outcome',
      'An outcome, rate × scale',
      preset('figure-4'),
      map(preset('figure-4'), { kind: 'outcome', outcome: 'cycling' }),
    ),
    one(
      'heatmap-mean',
      'A mean, rate × scale',
      overScale,
      map(overScale, { kind: 'mean', measure: 'finalSharpness' }),
    ),
    one(
      'heatmap-mean-depth',
      'A mean over decades, rate × depth',
      overRate,
      map(overRate, { kind: 'mean', measure: 'finalSquaredDistance' }),
    ),
  ];
}

function edges(preset: Presets): GalleryFigure[] {
  const one = single('edges');
  const whole = preset('figure-3');
  const [part, none, alone] = [incomplete(whole), empty(whole), oneRunEach(whole)];
  const [many, long] = [twentyRates(), longSettings()];
  return [
    one('incomplete', 'Incomplete', part, sharpness(part)),
    one('incomplete-heatmap', 'Incomplete, with runs that failed', part, heatmap(part, { kind: 'diverged' })),
    one('empty', 'Empty', none, sharpness(none)),
    one('empty-heatmap', 'Empty heatmap', none, heatmap(none, { kind: 'mean', measure: 'finalSharpness' })),
    one('empty-trace', 'A run that has not ended', empty(preset('figure-1-trajectories')), trace(0)),
    one('one-run', 'One run a cell', alone, distance(alone)),
    one('twenty-rates', 'Twenty learning rates', many, sharpness(many, true)),
    one('twenty-rates-distance', 'Twenty learning rates, squared distance', many, distance(many)),
    one('twenty-rates-heatmap', 'Twenty learning rates, heatmap', many, heatmap(many, { kind: 'diverged' })),
    one('long-settings', 'Long settings', long, sharpness(long, true)),
    one(
      'long-settings-heatmap',
      'Long settings, heatmap of a measure with a long name',
      long,
      heatmap(long, { kind: 'mean', measure: 'initialSquaredDistance' }),
    ),
  ];
}

function single(section: GallerySection) {
  return (id: string, title: string, input: FigureInput, kind: FigureKind): GalleryFigure => ({
    id,
    section,
    title,
    figures: [figureOf(kind, input)],
    columns: 1,
  });
}

/* As the window first shows them, unlike the paper's: exact, with normal intervals. */
const SHOWN = { convention: 'exact', interval: 'normal' } as const;

function distance({ spec }: FigureInput): FigureKind {
  return { kind: 'distanceLines', slice: defaultSlice(spec.grid), ...SHOWN };
}

function sharpness({ spec }: FigureInput, everyRate = false): FigureKind {
  return { kind: 'sharpnessLines', slice: defaultSlice(spec.grid), ...SHOWN, everyRate };
}

function divergence({ spec }: FigureInput): FigureKind {
  return { kind: 'divergenceLines', slice: defaultSlice(spec.grid) };
}

function heatmap({ spec }: FigureInput, quantity: HeatmapQuantity): FigureKind {
  return { kind: 'heatmap', slice: defaultSlice(spec.grid), quantity };
}

function scatter(points: 'runs' | 'cells', cell: number | null = null): FigureKind {
  return { ...DEFAULT_SCATTER, points, within: cell === null ? null : { cell, repetition: null } };
}

function trace(cell: number): FigureKind {
  return { kind: 'runTrace', run: { cell, repetition: 0 }, convention: 'exact' };
}
