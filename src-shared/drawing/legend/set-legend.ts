import { inkColour, wordColour } from '../colours/inks';
import type { Mark } from '../drawing';
import type { Place, Size } from '../geometry';
import { polyline, strokeOf } from '../marks';
import { baselineAround, LEADING, wordsOn, type Paper } from '../paper';
import { MARKER_RADIUS, referenceStroke } from '../plot/data-marks';
import { dotMark, markerMark } from '../plot/marker-marks';
import { textMark, type Type, type Words } from '../words/words';
import type { LegendEntry } from './entries';

/** A legend in type: rows of entries, each a sample and a name. */
export interface SetLegend extends Size {
  readonly rows: readonly (readonly Placed[])[];
  readonly type: Type;
}

interface Item {
  readonly entry: LegendEntry;
  readonly words: Words;
  readonly width: number;
}

interface Placed extends Item {
  /** From the legend's left edge. */
  readonly x: number;
}

/** In em. */
const SAMPLE = 1.9;
const SAMPLE_GAP = 0.5;
const BETWEEN = 1.4;

function itemsOf(paper: Paper, entries: readonly LegendEntry[], type: Type): Item[] {
  return entries.map((entry) => {
    const words = wordsOn(paper, entry.name, type);
    return { entry, words, width: (SAMPLE + SAMPLE_GAP) * type.size + words.width };
  });
}

/** Rows below a plot: aligned in columns where that takes no more rows than filling one after the other. */
export function inRows(paper: Paper, entries: readonly LegendEntry[], type: Type, width: number): SetLegend {
  const filled = inFilledRows(paper, entries, type, width);
  const columns = Math.ceil(entries.length / Math.max(1, filled.rows.length));
  const aligned = alignedRows(itemsOf(paper, entries, type), type, columns);
  return aligned.width <= width ? aligned : filled;
}

/** Rows of so many entries, each below the one above it. */
function alignedRows(items: readonly Item[], type: Type, columns: number): SetLegend {
  const rows: Placed[][] = [];
  let x = 0;
  for (let column = 0; column < Math.min(columns, items.length); column += 1) {
    const below = items.filter((_, i) => i % columns === column);
    below.forEach((item, row) => (rows[row] ??= []).push({ ...item, x }));
    x += Math.max(...below.map((item) => item.width)) + BETWEEN * type.size;
  }
  return {
    type,
    rows,
    width: Math.max(0, x - BETWEEN * type.size),
    height: rows.length * LEADING * type.size,
  };
}

/** Rows filled one after the other, each in the middle of the width. */
function inFilledRows(paper: Paper, entries: readonly LegendEntry[], type: Type, width: number): SetLegend {
  const between = BETWEEN * type.size;
  const rows: Item[][] = [];
  let used = Infinity;
  for (const item of itemsOf(paper, entries, type)) {
    if (used + between + item.width > width) {
      rows.push([]);
      used = -between;
    }
    rows.at(-1)!.push(item);
    used += between + item.width;
  }
  const widthOf = (row: readonly Item[]): number =>
    row.reduce((sum, item) => sum + item.width, (row.length - 1) * between);
  const widest = Math.max(0, ...rows.map(widthOf));
  return {
    type,
    width: widest,
    height: rows.length * LEADING * type.size,
    rows: rows.map((row) => {
      let x = (widest - widthOf(row)) / 2;
      return row.map((item) => {
        const placed = { ...item, x };
        x += item.width + between;
        return placed;
      });
    }),
  };
}

/** So many columns, filled downwards. */
export function inColumns(
  paper: Paper,
  entries: readonly LegendEntry[],
  type: Type,
  count: number,
): SetLegend {
  const items = itemsOf(paper, entries, type);
  const length = Math.ceil(items.length / count);
  const rows = Array.from({ length }, (): Placed[] => []);
  let x = 0;
  for (let first = 0; first < items.length; first += length) {
    const column = items.slice(first, first + length);
    column.forEach((item, row) => rows[row]!.push({ ...item, x }));
    x += Math.max(...column.map(({ width }) => width)) + BETWEEN * type.size;
  }
  return { type, rows, width: Math.max(0, x - BETWEEN * type.size), height: length * LEADING * type.size };
}

/** @param at the legend's upper left corner. */
export function legendMarks(paper: Paper, { rows, type }: SetLegend, [left, top]: Place): Mark[] {
  return rows.flatMap((row, i) => {
    const y = top + (i + 0.5) * LEADING * type.size;
    return row.flatMap(({ entry, words, x }): Mark[] => {
      const colour = entry.ink ? inkColour(paper.theme, entry.ink) : paper.theme.muted;
      return [
        ...sampleMarks(paper, entry, colour, [left + x, y], SAMPLE * type.size),
        textMark(words, {
          x: left + x + (SAMPLE + SAMPLE_GAP) * type.size,
          y: baselineAround(paper, y, type),
          anchor: 'start',
          colour: entry.ink ? wordColour(paper.theme, colour) : paper.theme.text,
        }),
      ];
    });
  });
}

function sampleMarks(
  paper: Paper,
  { sample, marker }: LegendEntry,
  colour: string,
  [x, y]: Place,
  length: number,
): Mark[] {
  const width = paper.style.lineWidth;
  const line: Place[] = [
    [x, y],
    [x + length, y],
  ];
  const [middle, radius] = [[x + length / 2, y] as const, MARKER_RADIUS * width];
  const point = (): Mark => markerMark(marker ?? 'circle', middle, radius, { colour, opacity: 1 });
  switch (sample) {
    case 'line':
      return [polyline([line], strokeOf(colour, width))];
    case 'marked':
      return [polyline([line], strokeOf(colour, width)), point()];
    case 'dots':
      return [dotMark(marker ?? 'circle', middle, radius, colour)];
    default:
      return [
        polyline([line], referenceStroke(paper, sample, colour)),
        ...(marker === undefined ? [] : [point()]),
      ];
  }
}
