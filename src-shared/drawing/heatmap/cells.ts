import type { HeatmapCell, HeatmapFigure } from '../../figures/heatmap-data';
import { categoryColour, readableOn, shadeColour } from '../colours/inks';
import type { Box, Mark } from '../drawing';
import { bottom, right, type Size } from '../geometry';
import { corners, frame, group, plotted, polygon, polyline, strokeOf } from '../marks';
import { baselineAround, LEAST_SIZE, wordsOn, type Paper } from '../paper';
import { textMark, type Type } from '../words/words';

/** Between cells; none where they are smaller than `FINE`. */
export const GAP = 0.5;
const FINE = 6;
/** Shades that hardly differ from the surface. */
const PALE = 0.04;
/** Round a cell's value. */
const INSET = 1;

export function cellSize({ columns, lines }: HeatmapFigure, plot: Size): Size {
  return {
    width: plot.width / Math.max(1, columns.values.length),
    height: plot.height / Math.max(1, lines.values.length),
  };
}

/** The place of a cell: columns to the right, lines upwards. */
export function cellBox(figure: HeatmapFigure, plot: Box, column: number, line: number): Box {
  const size = cellSize(figure, plot);
  return { ...size, x: plot.x + column * size.width, y: bottom(plot) - (line + 1) * size.height };
}

export function cellMarks(paper: Paper, figure: HeatmapFigure, plot: Box): Mark[] {
  const type = valueType(paper, figure, plot);
  return [
    group('cells', [
      ...plotted(
        figure.cells.map((cell) => groundMark(paper, figure, cell, plot)),
        0,
      ),
      ...(isFine(cellSize(figure, plot)) ? [frame(plot, strokeOf(paper.theme.line, paper.hairline))] : []),
    ]),
    group(
      'values',
      figure.cells.flatMap((cell) => [
        ...(cell.failed > 0 ? [failedMark(paper, figure, cell, plot)] : []),
        ...(type ? [valueMark(paper, figure, cell, plot, type)] : missingMark(paper, figure, cell, plot)),
      ]),
    ),
  ];
}

/** Small cells touch each other, and have one frame round all. */
export function isFine({ width, height }: Size): boolean {
  return Math.min(width, height) < FINE;
}

/** One size in which the values fit into all cells; null where they would be too small to read. */
function valueType(paper: Paper, figure: HeatmapFigure, plot: Size): Type | null {
  const { labels } = paper;
  const { width, height } = cellSize(figure, plot);
  const widest = Math.max(0, ...figure.cells.map(({ label }) => wordsOn(paper, label, labels).width));
  const size = Math.min(
    labels.size,
    widest === 0 ? Infinity : (labels.size * (width - 2 * INSET - GAP)) / widest,
    height - 2 * INSET - GAP,
  );
  return size < Math.min(LEAST_SIZE, labels.size) ? null : { ...labels, size };
}

function insetBox(figure: HeatmapFigure, { column, line }: HeatmapCell, plot: Box): Box {
  const { x, y, width, height } = cellBox(figure, plot, column, line);
  const gap = isFine({ width, height }) ? 0 : GAP;
  return { x: x + gap / 2, y: y + gap / 2, width: width - gap, height: height - gap };
}

export function groundColour(
  { theme }: Pick<Paper, 'theme'>,
  { legend }: HeatmapFigure,
  { shade, ink }: HeatmapCell,
): string {
  if (shade === null) return theme.surface;
  return ink ? categoryColour(theme, ink, shade) : shadeColour(theme, legend.ink, shade);
}

function groundMark(paper: Paper, figure: HeatmapFigure, cell: HeatmapCell, plot: Box): Mark {
  const box = insetBox(figure, cell, plot);
  const colour = groundColour(paper, figure, cell);
  const seeThrough = isSeeThrough(paper, cell);
  if (isFine(cellSize(figure, plot)) && seeThrough)
    return frame(box, strokeOf(paper.theme.line, paper.hairline / 2));
  // A hairline holds cells of the surface's colour together, and closes the seams between small ones.
  if (isFine(cellSize(figure, plot)))
    return polygon([corners(box)], colour, 1, strokeOf(colour, paper.hairline / 2));
  if (!isPale(cell)) return polygon([corners(box)], colour);
  const edge = paper.hairline / 2;
  const inner = {
    x: box.x + edge,
    y: box.y + edge,
    width: box.width - paper.hairline,
    height: box.height - paper.hairline,
  };
  const stroke = strokeOf(paper.theme.line, paper.hairline);
  return seeThrough ? frame(inner, stroke) : polygon([corners(inner)], colour, 1, stroke);
}

/** Whether nothing is painted in it. */
export function isSeeThrough({ style }: Paper, { shade }: HeatmapCell): boolean {
  return shade === null || (shade === 0 && style.background === 'transparent');
}

/** Whether it takes an edge to tell a cell from the surface. */
export function isPale({ shade }: HeatmapCell): boolean {
  return shade === null || shade < PALE;
}

function valueMark(paper: Paper, figure: HeatmapFigure, cell: HeatmapCell, plot: Box, type: Type): Mark {
  const { x, y, width, height } = cellBox(figure, plot, cell.column, cell.line);
  const quiet = cell.shade === null || cell.shade === 0;
  return textMark(wordsOn(paper, cell.label, type), {
    x: x + width / 2,
    y: baselineAround(paper, y + height / 2, type),
    anchor: 'middle',
    colour: quiet ? paper.theme.muted : readableOn(groundColour(paper, figure, cell)),
  });
}

/** Where values are not printed, a stroke across says that there is none. */
function missingMark(paper: Paper, figure: HeatmapFigure, cell: HeatmapCell, plot: Box): Mark[] {
  if (cell.shade !== null) return [];
  const box = insetBox(figure, cell, plot);
  return [
    polyline(
      [
        [
          [box.x, bottom(box)],
          [right(box), box.y],
        ],
      ],
      strokeOf(paper.theme.muted, paper.hairline),
    ),
  ];
}

/** See `Paper.unit`. */
const HATCH_SPACING = 1.5;
const HATCH_REACH = 6;

/** Failed runs hatch a corner of their cell. */
function failedMark(paper: Paper, figure: HeatmapFigure, cell: HeatmapCell, plot: Box): Mark {
  const box = insetBox(figure, cell, plot);
  const reach = Math.min(HATCH_REACH * paper.unit, box.width / 2, box.height / 2);
  const count = Math.max(1, Math.floor(reach / (HATCH_SPACING * paper.unit)));
  const lines = Array.from({ length: count }, (_, i) => {
    const offset = ((i + 1) / count) * reach;
    return [
      [right(box) - offset, box.y],
      [right(box), box.y + offset],
    ] as const;
  });
  return polyline(lines, strokeOf(readableOn(groundColour(paper, figure, cell)), paper.hairline));
}
