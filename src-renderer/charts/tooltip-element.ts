import { inkColour } from '@shared/drawing/colours/inks';
import { textParts } from '@shared/drawing/words/figure-text';
import type { FigureData, FigurePoint } from '@shared/figures/figure-data';
import { formatNumber, formatSetting } from '../composables/number-format';
import type { HeatmapCell, HeatmapFigure, HeatmapLegend } from '@shared/figures/heatmap-data';
import { isNamed } from '@shared/figures/naming';
import type { ChartTheme } from './chart-theme';

/** What hovering shows, as elements: text from experiments' names must not be read as markup. */

export function figureTooltip(figure: FigureData, theme: ChartTheme, x: number): HTMLElement {
  const root = element('div', 'chart-tooltip');
  const [first] = figure.panels;
  if (first === undefined) return root;
  // What stands on an axis' left edge is not where it stands.
  const at = nearest(
    figure.panels.flatMap(({ series }) => series.flatMap(({ points }) => points)),
    x,
  );
  root.append(line('chart-tooltip-title', `${first.x.title} = ${formatSetting(at?.x ?? x)}`));
  const table = element('table');
  for (const { series, y } of figure.panels) {
    for (const { label, ink, points } of series) {
      const point = nearest(points, x);
      if (point === null || (ink.kind === 'ordinal' && !isNamed(ink.index, ink.count))) continue;
      const row = element('tr');
      const name = element('th');
      const swatch = element('span', 'chart-tooltip-swatch');
      swatch.style.background = inkColour(theme, ink);
      name.append(swatch, rich(label === '' ? y.title : label));
      row.append(
        name,
        cell(formatNumber(point.y)),
        cell(intervalText(point)),
        cell(point.n > 1 ? `n = ${point.n}` : ''),
      );
      table.append(row);
    }
  }
  root.append(table);
  return root;
}

export function heatmapTooltip(figure: HeatmapFigure, cellOf: HeatmapCell): HTMLElement {
  const root = element('div', 'chart-tooltip');
  for (const text of cellLines(figure, cellOf)) root.append(line('chart-tooltip-line', text));
  root.firstElementChild?.classList.add('chart-tooltip-title');
  return root;
}

/** A cell in words, for the tooltip and for screen readers. */
export function cellLines({ columns, lines, legend }: HeatmapFigure, cell: HeatmapCell): string[] {
  const place = `${lines.title} = ${formatSetting(lines.values[cell.line]!.value)}, ${columns.title} = ${formatSetting(columns.values[cell.column]!.value)}`;
  const { value, interval, count, n, runs, finished, failed } = cell;
  const said = [place];
  if (value === null) said.push(finished === 0 ? 'No finished run yet.' : 'No run that did not diverge.');
  else {
    const range = interval
      ? `; 95 % interval ${formatNumber(interval[0], 3)} to ${formatNumber(interval[1], 3)}`
      : '';
    const what =
      count === null
        ? `${legend.title}: ${formatNumber(value)}, n = ${n}`
        : `${count} of ${n} runs${categoryOf(legend, cell)}: ${formatNumber(value, 3)}`;
    said.push(`${what}${count === null ? range : range.replace('95 % interval', 'Wilson 95 % interval')}`);
  }
  if (cell.unfinished) said.push(`${finished} of ${runs} runs finished.`);
  if (failed > 0) said.push(`${failed} ${failed === 1 ? 'run' : 'runs'} failed.`);
  return said;
}

/** What the value is a share of, where cells differ in it. */
function categoryOf({ categories = [] }: HeatmapLegend, { ink }: HeatmapCell): string {
  const found = categories.find(
    (category) =>
      category.ink.kind === 'outcome' && ink?.kind === 'outcome' && category.ink.outcome === ink.outcome,
  );
  return found ? ` ${found.label}` : '';
}

function intervalText({ low, high }: FigurePoint): string {
  return low === null || high === null ? '' : `[${formatNumber(low, 3)}, ${formatNumber(high, 3)}]`;
}

function nearest(points: readonly FigurePoint[], x: number): FigurePoint | null {
  let best: FigurePoint | null = null;
  for (const point of points) {
    if (best === null || Math.abs(point.x - x) < Math.abs(best.x - x)) best = point;
  }
  return best;
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  created.className = className;
  return created;
}

function line(className: string, text: string): HTMLElement {
  const created = element('div', className);
  created.append(rich(text));
  return created;
}

function cell(text: string): HTMLElement {
  const created = element('td');
  created.textContent = text;
  return created;
}

function rich(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const { text: part, level } of textParts(text)) {
    const piece = document.createElement(level === 'base' ? 'span' : level);
    piece.textContent = part;
    fragment.append(piece);
  }
  return fragment;
}
