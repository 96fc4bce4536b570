import type { Box, FontMetrics } from '@shared/drawing/drawing';
import { paperOf, type Paper } from '@shared/drawing/paper';
import type { Recipe } from '@shared/drawing/recipe';
import type { AnyFigure } from '@shared/figures/figure-request';
import type { PrintJob } from '../../../core/ports';
import { rounded } from '../decimal';
import { armourRecipe } from '../recipe-text';
import type { Plots } from './axis-keys';
import { heatmapPlots } from './heatmap-axis';
import { Inks } from './inks';
import { linesPlots } from './lines-axis';
import { TikzMarks } from './marks-as-tikz';
import { styles } from './styles';
import { wordScale } from './word-scale';

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export type PgfplotsJob = Pick<PrintJob, 'drawing' | 'plots' | 'figures' | 'style' | 'recipe'>;

const COMMENT_WIDTH = 76;

/**
 * A drawing as TeX that draws it with pgfplots: one picture of the sheet's size with an axis a panel, which reads its
 * numbers from a file beside it. All stands where the drawing has it; words are in the document's font.
 *
 * @param name of the files, in ASCII and without an ending.
 */
export function drawPgfplots(job: PgfplotsJob, metrics: FontMetrics, name: string): TextFile[] {
  const { drawing, plots, figures, style, recipe } = job;
  const paper = paperOf(style, metrics);
  const inks = new Inks(paper.theme);
  const panels = figures.map((drawn, i) => panelPlots(paper, drawn, plots[i]!, inks, `${name}-${i + 1}`));
  // Behind the figures there may be a caption.
  const shapes = drawing.marks.flatMap((mark, i) =>
    new TikzMarks(inks, (panel) => axis(panels[i]![panel]!)).lines(mark),
  );
  const ground = paper.theme.dark ? `, fill=${inks.named(paper.theme.surface)}` : '';
  inks.named(paper.theme.text);
  inks.named(paper.theme.line);
  const text = [
    ...preamble(name),
    '\\begingroup',
    ...inks.definitions(),
    ...wordScale(drawing),
    `\\begin{tikzpicture}[\n${styles(paper)
      .map((line) => `  ${line},\n`)
      .join('')}]`,
    `\\path[use as bounding box${ground}] (0,0) rectangle (${rounded(drawing.width)},${rounded(drawing.height)});`,
    ...shapes,
    '\\end{tikzpicture}%',
    '\\endgroup',
    ...recipeComment(recipe),
    '',
  ].join('\n');
  const tables = panels.flat().map(({ table }) => ({ name: table.name, text: table.text() }));
  return [{ name: `${name}.tex`, text }, ...tables];
}

function panelPlots(
  paper: Paper,
  drawn: AnyFigure,
  boxes: readonly Box[],
  inks: Inks,
  file: string,
): Plots[] {
  if (drawn.kind === 'heatmap') return [heatmapPlots(paper, drawn.figure, boxes[0]!, inks, `${file}.dat`)];
  const { panels } = drawn.figure;
  return panels.map((panel, i) => {
    const name = panels.length > 1 ? `${file}-${i + 1}.dat` : `${file}.dat`;
    return linesPlots(paper, panel, boxes[i]!, i === panels.length - 1, inks, name);
  });
}

function preamble(name: string): string[] {
  return [
    `% \\input{${name}} where a figure is to stand. The preamble needs:`,
    '%   \\usepackage{pgfplots}',
    '%   \\pgfplotsset{compat=1.13}',
    '% It reads the .dat files beside it. In another folder: \\pgfplotsset{table/search path={FOLDER}}.',
  ];
}

function axis({ keys, body }: Plots): string[] {
  return ['\\begin{axis}[', ...keys.map((key) => `  ${key},`), ']', ...body, '\\end{axis}'];
}

/** In lines that TeX can hold. */
function recipeComment(recipe: Recipe): string[] {
  const lines = armourRecipe(recipe).match(new RegExp(`.{1,${COMMENT_WIDTH}}`, 'g')) ?? [];
  return [
    '% What this was computed from; Sharpness Workbench reads it back:',
    ...lines.map((line) => `% ${line}`),
  ];
}
