import { shadeColour } from '@shared/drawing/colours/inks';
import type { Box } from '@shared/drawing/drawing';
import { barBox, barLabels } from '@shared/drawing/heatmap/colour-bar';
import type { Paper } from '@shared/drawing/paper';
import type { HeatmapFigure } from '@shared/figures/heatmap-data';
import { bareTickKeys, boxKeys, tickKeys } from './axis-keys';
import { hex } from './inks';

/** Stops of the scale of colours: between them TeX mixes in RGB, which differs little over so short a way. */
const STOPS = 11;

export function colourBarKeys(paper: Paper, figure: HeatmapFigure, plot: Box): string[] {
  const { ink, ticks } = figure.legend;
  const stops = Array.from({ length: STOPS }, (_, i) => shadeColour(paper.theme, ink, i / (STOPS - 1)));
  const labelled = barLabels(paper, figure, plot).map(({ shade, label }) => ({ value: shade, label }));
  const bare = ticks
    .map(({ shade }) => shade)
    .filter((shade) => labelled.every(({ value }) => value !== shade));
  return [
    `colormap={shades}{${stops.map((stop) => `rgb255=(${rgb(stop)})`).join(' ')}}`,
    'point meta min=0, point meta max=1',
    `colorbar, colorbar style={sheet bar, ${[
      ...boxKeys(barBox(paper, plot)),
      ...tickKeys('y', labelled),
      ...bareTickKeys('y', bare),
    ].join(', ')}}`,
  ];
}

function rgb(colour: string): string {
  const stop = hex(colour);
  return [0, 2, 4].map((at) => parseInt(stop.slice(at, at + 2), 16)).join(',');
}
