import type { Block, Drawn } from './block';
import type { Mark } from './drawing';
import type { Margins, Size } from './geometry';
import { headingMarks, headingRoom } from './heading';
import { group } from './marks';
import type { Paper } from './paper';

/** Round the sheet, in points: what is drawn ends a little before its edge. */
export const PADDING = 1;
/** Between figures, in em. */
const BETWEEN_COLUMNS = 1.5;
const BETWEEN_ROWS = 1;
/** A plot below this, in points, shows nothing. */
const LEAST_PLOT = 20;
/** Margins depend on plots, and plots on what margins leave: they settle after a few turns. */
const TURNS = 8;

interface Grid {
  readonly plot: Size;
  /** The widest margins of each column and the highest of each row, so that plots are aligned. */
  readonly margins: (index: number) => Margins;
  readonly x: (column: number) => number;
  readonly y: (row: number) => number;
}

/** The figures of a sheet together. */
export interface DrawnGrid extends Omit<Drawn, 'plots'> {
  /** Of each figure. */
  readonly plots: readonly Drawn['plots'][];
}

/** All plots have one size; those of a column share their left and right edges, those of a row their top and bottom. */
export function drawBlocks(paper: Paper, blocks: readonly Block[], columns: number): DrawnGrid {
  const across = Math.max(1, Math.min(columns, blocks.length));
  const grid = gridOf(paper, blocks, across);
  const warnings: string[] = [];
  const plots: Drawn['plots'][] = [];
  const marks: Mark[] = blocks.map((block, i) => {
    const margins = grid.margins(i);
    const plot = { ...grid.plot, x: grid.x(i % across), y: grid.y(Math.floor(i / across)) };
    const drawn = block.draw(plot, margins);
    const name = letterOf(i, blocks.length, paper);
    const said = blocks.length > 1 ? `Figure (${LETTERS[i % LETTERS.length]!}): ` : '';
    plots.push(drawn.plots);
    warnings.push(...drawn.warnings.map((warning) => said + warning));
    return group(`figure ${block.title}`, [
      ...headingMarks(paper, block.title, name, plot, margins),
      ...drawn.marks,
    ]);
  });
  if (Math.min(grid.plot.width, grid.plot.height) < LEAST_PLOT)
    warnings.push(
      'The words leave hardly any room for the plots: make the sheet larger or the font smaller.',
    );
  return { marks, plots, warnings };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function letterOf(index: number, count: number, { style }: Paper): string | null {
  return style.letters && count > 1 ? `(${LETTERS[index % LETTERS.length]!})` : null;
}

function gridOf(paper: Paper, blocks: readonly Block[], across: number): Grid {
  const { style } = paper;
  const down = Math.ceil(blocks.length / across);
  const [gapX, gapY] = [BETWEEN_COLUMNS * style.fontSize, BETWEEN_ROWS * style.fontSize];
  const left = new Array<number>(across).fill(0);
  const right = new Array<number>(across).fill(0);
  const top = new Array<number>(down).fill(0);
  const bottom = new Array<number>(down).fill(0);
  const rest = (): Size => ({
    width: Math.max(1, (style.width - 2 * PADDING - (across - 1) * gapX - sum(left) - sum(right)) / across),
    height: Math.max(1, (style.height - 2 * PADDING - (down - 1) * gapY - sum(top) - sum(bottom)) / down),
  });
  let plot = rest();
  for (let turn = 0; turn < TURNS; turn += 1) {
    blocks.forEach((block, i) => {
      const [column, row] = [i % across, Math.floor(i / across)];
      const need = block.margins(plot);
      // They only grow, so that they settle.
      left[column] = Math.max(left[column]!, need.left);
      right[column] = Math.max(right[column]!, need.right);
      const cell = left[column] + plot.width + right[column];
      const heading = headingRoom(paper, block.title, letterOf(i, blocks.length, paper), cell);
      top[row] = Math.max(top[row]!, need.top + heading);
      bottom[row] = Math.max(bottom[row]!, need.bottom);
    });
    const next = rest();
    if (next.width === plot.width && next.height === plot.height) break;
    plot = next;
  }
  return {
    plot,
    margins: (i) => {
      const [column, row] = [i % across, Math.floor(i / across)];
      return { left: left[column]!, right: right[column]!, top: top[row]!, bottom: bottom[row]! };
    },
    x: (column) =>
      PADDING + sum(left.slice(0, column + 1)) + sum(right.slice(0, column)) + column * (plot.width + gapX),
    y: (row) => PADDING + sum(top.slice(0, row + 1)) + sum(bottom.slice(0, row)) + row * (plot.height + gapY),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
