import type { FigureAxis, FigureData, FigurePoint, Ink, ReferenceLine } from '@shared/figures/figure-data';
import type { AnyFigure } from '@shared/figures/figure-request';
import type { HeatmapAxis, HeatmapFigure } from '@shared/figures/heatmap-data';

/** A figure's data as lines of text, numbers at 4 significant digits: to be read, and to be held against a snapshot. */
export function figureLines(drawn: AnyFigure): string[] {
  const { id, title, caption, notes } = drawn.figure;
  return [
    `${drawn.kind} ${id}: ${title}`,
    ...(drawn.kind === 'lines' ? panelLines(drawn.figure) : heatmapLines(drawn.figure)).map(
      (line) => `  ${line}`,
    ),
    `  caption ${caption}`,
    ...notes.map((note) => `  note ${note}`),
  ];
}

const DIGITS = 4;

export function short(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(DIGITS)));
}

function panelLines({ panels }: FigureData): string[] {
  return panels.flatMap(({ x, y, series, references, note }) => [
    `panel${note === undefined ? '' : ` ${note.replaceAll('\n', ' / ')}`}`,
    `  x ${axisText(x)}`,
    `  y ${axisText(y)}`,
    ...series.flatMap(({ id, label, ink, marked, drawn, points }) => [
      `  series ${id} "${label}" ${inkText(ink)} ${drawn ?? 'line'}${marked ? ' marked' : ''}`,
      ...points.map((point) => `    ${pointText(point)}`),
    ]),
    ...references.map((line) => `  reference ${referenceText(line)}`),
  ]);
}

function axisText({ title, scale, domain, ticks }: FigureAxis): string {
  const shown = ticks.map(({ value, label }) =>
    short(value) === label ? label : `${short(value)}=${label}`,
  );
  return `${scale} "${title}" ${domain.map(short).join('…')} ticks ${shown.join(' ')}`;
}

function pointText({ x, y, low, high, n }: FigurePoint): string {
  const interval = low === null && high === null ? '' : ` [${short(low)}, ${short(high)}]`;
  return `${short(x)} ${short(y)}${interval} n=${n}`;
}

function inkText(ink: Ink | { readonly kind: 'magnitude' }): string {
  switch (ink.kind) {
    case 'ordinal':
      return `${ink.index + 1}/${ink.count}`;
    case 'outcome':
      return ink.outcome;
    default:
      return ink.kind;
  }
}

function referenceText({ id, label, meaning, family, stroke, ink, along }: ReferenceLine): string {
  const place =
    'points' in along
      ? along.points.map((point) => point.map(short).join(',')).join(' ')
      : 'y' in along
        ? `y=${short(along.y)}`
        : `x=${short(along.x)}`;
  return `${id} "${label}" ${inkText(ink)} ${stroke} ${place}: ${family ?? meaning}`;
}

function heatmapLines({ columns, lines, cells, legend, steps }: HeatmapFigure): string[] {
  return [
    `columns ${categoriesText(columns)}`,
    `lines ${categoriesText(lines)}`,
    `legend "${legend.title}" ${legend.categories?.map(({ label, ink }) => `${inkText(ink)}="${label}"`).join(' ') ?? inkText(legend.ink)} ${legend.ticks.map(({ shade, label }) => `${short(shade)}=${label}`).join(' ')}`,
    ...cells.map(({ column, line, value, label, shade, ink, interval, count, n, runs, failed, unfinished }) =>
      [
        `cell ${column},${line} ${short(value)} "${label}" shade ${short(shade)}${ink ? ` of ${inkText(ink)}` : ''}`,
        interval === null ? '' : ` [${interval.map(short).join(', ')}]`,
        count === null ? '' : ` ${count} of`,
        ` n=${n}/${runs}`,
        failed > 0 ? ` failed ${failed}` : '',
        unfinished ? ' unfinished' : '',
      ].join(''),
    ),
    ...steps.map(
      ({ id, label, meaning, across, counts }) =>
        `step ${id} "${label}" across ${across} ${counts.join(' ')}: ${meaning}`,
    ),
  ];
}

function categoriesText({ title, values }: HeatmapAxis): string {
  return `"${title}" ${values.map(({ label }) => label).join(' ')}`;
}
