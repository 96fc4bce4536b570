import type { FigureData, FigurePanel } from '../../figures/figure-data';
import type { Block, Drawn } from '../block';
import type { Box, Mark } from '../drawing';
import { bottom, right, type Margins, type Size } from '../geometry';
import { legendEntries, type LegendEntry } from '../legend/entries';
import { insideMarks, smallestLegend } from '../legend/inside';
import { inRows, legendMarks } from '../legend/set-legend';
import { group, plotted } from '../marks';
import type { Paper } from '../paper';
import type { PrintStyle } from '../sheet';
import { axesMarks, bottomRoom, labelsBelow, leftRoom, rightOverhang, setXAxis, setYAxis } from './axes';
import { dataMarks } from './data-marks';
import { nameMarks, nameRoom, setNames } from './end-names';
import { hasNamesAbove, namesAbove, roomAbove } from './names-above';
import { namedEnds } from './name-ends';
import { setPanelWords, type PanelWords } from './panel-words';
import { placesOf, type Places } from './places';

/** Between panels one above the other, in em. */
const BETWEEN = 1.3;
/** Above a legend below the plot, in em. */
const LEGEND_GAP = 0.5;

const ROUNDING = 1e-6;

/** As many lines that end early have their names beside their ends. */
const MOST_EARLY_ENDS = 2;

/** Where lines are named: not at their ends where many end in the middle of the others. */
function legendPlace(paper: Paper, panels: readonly FigurePanel[]): PrintStyle['legend'] {
  const early = panels.map((panel) => namedEnds(paper, panel).filter(({ place }) => place === 'plot').length);
  const { legend } = paper.style;
  return legend === 'lineEnds' && Math.max(...early) > MOST_EARLY_ENDS ? 'inside' : legend;
}

/** A figure of lines: its panels one above the other. */
export function linesBlock(paper: Paper, figure: FigureData): Block {
  const { panels } = figure;
  const lowest = panels.at(-1)!;
  const legend = legendPlace(paper, panels);
  const { size } = paper.labels;
  /** A legend that had no place on the plot takes as little from it as may be. */
  const belowType = legend === 'below' ? paper.labels : { ...paper.labels, size: smallestLegend(paper) };
  const above = panels.some(hasNamesAbove) && legend === 'lineEnds' ? roomAbove(paper) : 0;

  /** Of each panel; they share what is left of the rooms between them. */
  function heights(height: number): number {
    const between = (panels.length - 1) * (BETWEEN * size + above);
    return Math.max(1, (height - between) / panels.length);
  }

  function boxes(plot: Box): Box[] {
    const height = heights(plot.height);
    return panels.map((_, i) => ({ ...plot, height, y: plot.y + i * (height + BETWEEN * size + above) }));
  }

  /** What a legend on the plot of these panels says; lines have their names at their ends, but dots have none. */
  function insideEntries(of: readonly FigurePanel[]): LegendEntry[] {
    if (legend === 'inside') return legendEntries(of);
    return legend === 'lineEnds'
      ? legendEntries(of).filter(({ sample, key }) => sample === 'dots' || key === true)
      : [];
  }

  /** Each panel with a legend of its own, or one of them with that of all. */
  function panelWords(plot: Box): PanelWords[] {
    const places = boxes(plot).map((box, i) => placesOf(panels[i]!, box));
    const set = (i: number, entries: readonly LegendEntry[]): PanelWords =>
      setPanelWords(paper, panels[i]!, places[i]!, entries);
    const own = panels.map((panel, i) => set(i, insideEntries([panel])));
    if (own.every(({ fits }) => fits)) return own;
    const all = insideEntries(panels);
    const roomy = panels.findIndex((_, i) => set(i, all).fits);
    return roomy < 0 ? own : panels.map((_, i) => set(i, i === roomy ? all : []));
  }

  /** What the legend below the plots says: also that for which they have no free place. */
  function belowEntries(words: readonly PanelWords[]): LegendEntry[] {
    if (legend === 'below') return legendEntries(panels);
    return words.every(({ fits }) => fits) ? [] : insideEntries(panels);
  }

  function belowRoom(entries: readonly LegendEntry[], width: number): number {
    if (entries.length === 0) return 0;
    return LEGEND_GAP * size + inRows(paper, entries, belowType, width).height;
  }

  /** How far the title of a panel's y axis may stand below it. */
  function reach(panel: FigurePanel): number {
    return panel === lowest ? labelsBelow(paper) : (BETWEEN / 2) * size;
  }

  function margins(plot: Size): Margins {
    const height = heights(plot.height);
    const x = setXAxis(paper, lowest.x, plot.width);
    const left = Math.max(
      ...panels.map((panel) => leftRoom(paper, setYAxis(paper, panel.y, height, reach(panel)))),
    );
    const names =
      legend === 'lineEnds' ? panels.map((panel) => nameRoom(paper, setNames(paper, panel, height))) : [];
    const aside = Math.max(rightOverhang(paper, x, plot.width), size / 2, ...names);
    return {
      left,
      right: aside,
      top: size / 2 + above,
      bottom:
        bottomRoom(paper, x) +
        belowRoom(belowEntries(panelWords({ ...plot, x: 0, y: 0 })), left + plot.width + aside),
    };
  }

  function draw(plot: Box, round: Margins): Drawn {
    const words = panelWords(plot);
    const width = round.left + plot.width + round.right;
    const axisRoom = bottomRoom(paper, setXAxis(paper, lowest.x, plot.width));
    const wanted = belowEntries(words);
    // The last turn of the grid may leave less room than the legend was found to need.
    const entries = axisRoom + belowRoom(wanted, width) <= round.bottom + ROUNDING ? wanted : [];
    const drawn = boxes(plot).map((box, i) => {
      const panel = panels[i]!;
      const inside = entries.length > 0 ? null : words[i]!.legend;
      return { box, ...drawPanel(panel, i, placesOf(panel, box), round, { ...words[i]!, legend: inside }) };
    });
    const left = plot.x - round.left;
    const set = inRows(paper, entries, belowType, width);
    const middle = plot.x + plot.width / 2;
    const from = Math.max(left, Math.min(middle - set.width / 2, right(plot) + round.right - set.width));
    const top = bottom(plot) + axisRoom + LEGEND_GAP * size;
    return {
      marks: [
        ...drawn.flatMap(({ marks }) => marks),
        ...(entries.length > 0 ? [group('legend', legendMarks(paper, set, [from, top]))] : []),
      ],
      plots: drawn.map(({ box }) => box),
      warnings: drawn.flatMap(({ warnings }) => warnings),
    };
  }

  function drawPanel(
    panel: FigurePanel,
    index: number,
    places: Places,
    round: Margins,
    words: PanelWords,
  ): Omit<Drawn, 'plots'> {
    const { box } = places;
    const axes = {
      index,
      x: panel === lowest ? setXAxis(paper, panel.x, box.width) : null,
      y: setYAxis(paper, panel.y, box.height, reach(panel)),
      left: box.x - round.left,
      reach: reach(panel),
    };
    const { notes } = words;
    const names = namesOf(panel, places, words);
    return {
      marks: [
        ...axesMarks(paper, panel, places, axes),
        ...plotted(dataMarks(paper, panel, places), index),
        ...(notes.length > 0 ? [group('notes', notes)] : []),
        ...(names.marks.length > 0 ? [group('names', names.marks)] : []),
      ],
      warnings: names.warnings,
    };
  }

  function namesOf(
    panel: FigurePanel,
    places: Places,
    { crowd, legend: inside }: PanelWords,
  ): { marks: readonly Mark[]; warnings: string[] } {
    const named = inside === null ? [] : insideMarks(paper, inside);
    if (legend !== 'lineEnds') return { marks: named, warnings: [] };
    const set = setNames(paper, panel, places.box.height);
    const upright = namesAbove(paper, panel, places);
    const dropped = set.dropped + upright.dropped;
    return {
      marks: [...named, ...nameMarks(paper, set, places, crowd), ...upright.marks],
      warnings: dropped === 0 ? [] : [`${dropped} names of lines do not fit and are left out.`],
    };
  }

  return { title: figure.title, margins, draw };
}
