import { unitedAxis } from '../figures/axis';
import { shadesOfMeans } from '../figures/divergence-heatmap';
import type { FigureAxis, FigureData } from '../figures/figure-data';
import type { AnyFigure } from '../figures/figure-request';
import type { HeatmapFigure } from '../figures/heatmap-data';

/**
 * Figures of one kind with the same axes, so that what stands at the same height is the same: each axis runs from the least to
 * the greatest of all. Heatmaps of means get one scale of colours; their columns and lines are their own. Each figure has
 * its name as its title.
 */
export function shareAxes(figures: readonly AnyFigure[], names: readonly string[]): AnyFigure[] {
  const titled = figures.map((figure, i) => withTitle(figure, names[i]!, figures));
  const lines = titled.flatMap((figure) => (figure.kind === 'lines' ? [figure.figure] : []));
  const heatmaps = titled.flatMap((figure) => (figure.kind === 'heatmap' ? [figure.figure] : []));
  const sharedLines = shareLines(lines);
  const sharedHeatmaps = shareShades(heatmaps);
  let [line, heatmap] = [0, 0];
  return titled.map(({ kind }): AnyFigure =>
    kind === 'lines' ? { kind, figure: sharedLines[line++]! } : { kind, figure: sharedHeatmaps[heatmap++]! },
  );
}

function withTitle(own: AnyFigure, name: string, all: readonly AnyFigure[]): AnyFigure {
  const same = all.every(({ figure }) => figure.title === own.figure.title);
  const title = same ? name : `${name}: ${own.figure.title}`;
  // What the title was is said below, so that a sheet without titles says it too.
  const caption = same ? `${own.figure.title}. ${own.figure.caption}` : own.figure.caption;
  return own.kind === 'lines'
    ? { kind: 'lines', figure: { ...own.figure, title, caption } }
    : { kind: 'heatmap', figure: { ...own.figure, title, caption } };
}

function shareLines(figures: readonly FigureData[]): FigureData[] {
  const panelCount = figures[0]?.panels.length ?? 0;
  if (figures.some(({ panels }) => panels.length !== panelCount)) return [...figures];
  const axes = Array.from({ length: panelCount }, (_, i) => ({
    x: figures.map(({ panels }) => panels[i]!.x),
    y: figures.map(({ panels }) => panels[i]!.y),
  }));
  return figures.map((figure) => ({
    ...figure,
    panels: figure.panels.map((panel, i) => ({
      ...panel,
      x: sharedAxis(panel.x, axes[i]!.x),
      y: sharedAxis(panel.y, axes[i]!.y),
    })),
  }));
}

/** An axis without ticks has nothing on it: it adds nothing to the others' ends. */
export function sharedAxis(own: FigureAxis, all: readonly FigureAxis[]): FigureAxis {
  if (all.some(({ scale }) => scale !== own.scale)) return own;
  const used = all.filter(({ ticks }) => ticks.length > 0);
  return used.length === 0 ? own : unitedAxis(own.title, used);
}

function shareShades(figures: readonly HeatmapFigure[]): HeatmapFigure[] {
  if (figures.some(({ legend }) => legend.ink.kind !== 'magnitude')) return [...figures];
  const shades = shadesOfMeans(figures.flatMap(({ cells }) => cells.map(({ value }) => value)));
  return figures.map((figure) => ({
    ...figure,
    cells: figure.cells.map((cell) => ({
      ...cell,
      shade: cell.value === null ? null : shades.of(cell.value),
    })),
    legend: { ...figure.legend, ticks: shades.ticks },
  }));
}
