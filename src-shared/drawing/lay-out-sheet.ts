import type { FigureText } from '../figures/figure-data';
import type { AnyFigure } from '../figures/figure-request';
import { plainText } from '../figures/plain-text';
import type { Block } from './block';
import { captionMarks, setCaption } from './caption';
import type { Box, Drawing, FontMetrics } from './drawing';
import { heatmapBlock } from './heatmap/heatmap-block';
import { drawBlocks } from './sheet-grid';
import { paperOf, type Paper } from './paper';
import { linesBlock } from './plot/lines-block';
import { rounded, roundedBox } from './rounded';
import type { SheetRequest } from './sheet';

export interface Sheet {
  readonly drawing: Drawing;
  /** Of each figure, in order: where the plots of its panels stand. */
  readonly plots: readonly (readonly Box[])[];
  /** What did not fit, as sentences. */
  readonly warnings: string[];
}

/** Figures side by side on a sheet of the style's size, and below them what is shown. */
export function layOutSheet(
  figures: readonly AnyFigure[],
  { columns, style }: Pick<SheetRequest, 'columns' | 'style'>,
  captionText: FigureText | null,
  metrics: FontMetrics,
): Sheet {
  const paper = paperOf(style, metrics);
  const { marks, plots, warnings } = drawBlocks(
    paper,
    figures.map((figure) => blockOf(paper, figure)),
    columns,
  );
  const caption = captionText === null ? null : setCaption(paper, captionText);
  const drawing: Drawing = {
    width: style.width,
    height: style.height + (caption?.height ?? 0),
    background: style.background === 'transparent' ? null : paper.theme.surface,
    marks: [...marks, ...(caption ? [captionMarks(paper, caption)] : [])],
    title: figures.map(({ figure }) => plainText(figure.title)).join('; '),
    description: figures.map(describe).join('\n'),
  };
  return {
    drawing: rounded(drawing),
    plots: plots.map((boxes) => boxes.map(roundedBox)),
    warnings: [...warnings],
  };
}

function blockOf(paper: Paper, drawn: AnyFigure): Block {
  return drawn.kind === 'lines' ? linesBlock(paper, drawn.figure) : heatmapBlock(paper, drawn.figure);
}

function describe({ figure: { title, caption, notes } }: AnyFigure): string {
  return plainText([`${title}.`, caption, ...notes].join(' '));
}
