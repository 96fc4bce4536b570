import type { FigurePanel } from '../../figures/figure-data';
import type { Mark } from '../drawing';
import type { LegendEntry } from '../legend/entries';
import { setInside, type InsideLegend } from '../legend/inside';
import type { Paper } from '../paper';
import { crowdOf, type Crowd } from './crowding';
import { panelNotes } from './panel-notes';
import type { Places } from './places';

/** What stands on a panel's plot beside its data. */
export interface PanelWords {
  readonly crowd: Crowd;
  readonly notes: readonly Mark[];
  readonly legend: InsideLegend | null;
  /** Whether the legend, if there is one, covers nothing. */
  readonly fits: boolean;
}

export function setPanelWords(
  paper: Paper,
  panel: FigurePanel,
  places: Places,
  entries: readonly LegendEntry[],
): PanelWords {
  const crowd = crowdOf(paper, panel, places);
  const notes = panelNotes(paper, panel, places.box, crowd);
  const legend = entries.length === 0 ? null : setInside(paper, entries, places.box, crowd);
  if (legend !== null) crowd.taken.push(legend.box);
  return { crowd, notes, legend, fits: entries.length === 0 || legend?.covers === 0 };
}
