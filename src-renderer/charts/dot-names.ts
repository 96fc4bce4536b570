import type { FigurePanel, FigureText, Ink, Marker } from '@shared/figures/figure-data';
import { isNamed } from '@shared/figures/naming';

/** What a colour of dots means. */
export interface DotName {
  readonly label: FigureText;
  readonly ink: Ink;
  /** Its own where no key says what markers mean. */
  readonly marker: Marker;
}

/** What the colours of a panel's clouds mean, for a key: clouds have no end that a name could stand at. */
export function dotNames({ series, key }: FigurePanel): DotName[] {
  if (series.length < 2) return [];
  const found = new Map<FigureText, DotName>();
  for (const { drawn, label, name = label, ink, marker = 'circle' } of series) {
    if (drawn !== 'dots' || name === '' || found.has(name)) continue;
    if (ink.kind !== 'ordinal' || isNamed(ink.index, ink.count))
      found.set(name, { label: name, ink, marker: key ? 'circle' : marker });
  }
  return [...found.values()];
}
