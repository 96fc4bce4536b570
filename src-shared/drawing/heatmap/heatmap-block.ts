import type { HeatmapFigure } from '../../figures/heatmap-data';
import type { Block } from '../block';
import { group, plotted } from '../marks';
import type { Paper } from '../paper';
import { categoriesBelow, categoriesLeft, categoryMarks, setCategories } from './category-axes';
import { cellMarks } from './cells';
import { barRoom, colourBar } from './colour-bar';
import { keyRoom, keySwatches } from './colour-key';
import { stepMarks, stepNames, stepNamesRoom } from './step-marks';

export function heatmapBlock(paper: Paper, figure: HeatmapFigure): Block {
  const { categories } = figure.legend;
  const namesRoom = paper.style.legend === 'none' ? 0 : stepNamesRoom(paper, figure);
  return {
    title: figure.title,
    margins: (plot) => {
      const set = setCategories(paper, figure, plot);
      return {
        left: categoriesLeft(paper, set),
        right: categories === undefined ? barRoom(paper, figure, plot) : keyRoom(paper, categories),
        // Half a label of the bar stands above it.
        top: Math.max(paper.labels.size / 2, namesRoom),
        bottom: categoriesBelow(paper, set),
      };
    },
    draw: (plot, round) => {
      const set = setCategories(paper, figure, plot);
      return {
        marks: [
          ...cellMarks(paper, figure, plot),
          group('critical', [
            ...plotted(stepMarks(paper, figure, plot), 0),
            ...(namesRoom > 0 ? stepNames(paper, figure, plot, plot.x - round.left) : []),
          ]),
          group('axis labels', categoryMarks(paper, figure, set, plot, plot.x - round.left)),
          categories === undefined ? colourBar(paper, figure, plot) : keySwatches(paper, categories, plot),
        ],
        plots: [plot],
        warnings: [],
      };
    },
  };
}
