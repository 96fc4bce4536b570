import type { Box } from '@shared/drawing/drawing';
import type { Paper } from '@shared/drawing/paper';
import { MINOR_GAP, setXAxis, setYAxis } from '@shared/drawing/plot/axes';
import { holds } from '@shared/drawing/plot/places';
import { minorTicks } from '@shared/drawing/plot/ticks';
import type { AxisTick, FigureAxis, FigurePanel } from '@shared/figures/figure-data';
import { bareTickKeys, boxKeys, tickKeys, type Plots } from './axis-keys';
import { held } from './held';
import type { Inks } from './inks';
import { referenceEnds, referencePlot } from './reference-plot';
import { seriesPlots } from './series-plots';
import { Table, written } from './table';

/** @param lowest panels share their x axis: the lowest one has its words. */
export function linesPlots(
  paper: Paper,
  panel: FigurePanel,
  box: Box,
  lowest: boolean,
  inks: Inks,
  file: string,
): Plots {
  const table = new Table(file);
  const gap = MINOR_GAP * paper.unit;
  const prefixes = uniquePrefixes(panel.series.map(({ id }) => id));
  return {
    table,
    keys: [
      'sheet lines',
      ...boxKeys(box),
      ...directionKeys(
        'x',
        panel.x,
        minorTicks(panel.x, box.width, gap),
        lowest ? setXAxis(paper, panel.x, box.width).labelled : [],
      ),
      ...directionKeys(
        'y',
        panel.y,
        minorTicks(panel.y, box.height, gap),
        setYAxis(paper, panel.y, box.height, 0).labelled,
      ),
      // Lines on the plot's edge are whole where nothing has to be cut off.
      isInside(panel) ? 'clip=false' : 'clip mode=individual',
    ],
    body: [
      ...panel.references.map((line) => referencePlot(paper, line, panel, inks)),
      ...panel.series.flatMap((series, i) => seriesPlots(paper, series, panel, inks, table, prefixes[i]!)),
    ],
  };
}

function directionKeys(
  name: 'x' | 'y',
  axis: FigureAxis,
  small: readonly number[],
  labelled: readonly AxisTick[],
): string[] {
  const { scale, domain, ticks } = axis;
  const bare = ticks.filter((tick) => holds(axis, tick.value) && !labelled.includes(tick));
  return [
    ...(scale === 'log' ? [`${name}mode=log`] : []),
    `${name}min=${written(domain[0])}, ${name}max=${written(domain[1])}`,
    ...tickKeys(name, labelled),
    ...bareTickKeys(
      name,
      bare.map(({ value }) => value),
      small,
    ),
  ];
}

function isInside(panel: FigurePanel): boolean {
  const { x, y, series, references } = panel;
  const [least] = y.domain;
  return (
    series.every(({ points }) =>
      points.every(
        (point) =>
          holds(x, point.x) &&
          [
            point.y,
            point.high,
            point.low === null ? null : Math.max(point.low, y.scale === 'log' ? least : -Infinity),
          ]
            .map((value) => held(value, y))
            .every((value) => value === null || holds(y, value)),
      ),
    ) &&
    references.every((line) => referenceEnds(line, panel).every(([px, py]) => holds(x, px) && holds(y, py)))
  );
}

/** Names of columns: what is plain of the series' ids, made different where they are not. */
function uniquePrefixes(ids: readonly string[]): string[] {
  const taken = new Set<string>();
  return ids.map((id, i) => {
    const plain = id.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^-+|-+$/g, '') || `series-${i + 1}`;
    const prefix = taken.has(plain) ? `${plain}-${i + 1}` : plain;
    taken.add(prefix);
    return prefix;
  });
}
