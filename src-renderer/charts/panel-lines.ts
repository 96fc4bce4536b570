import { drawable } from '@shared/drawing/plot/places';
import type { FigurePanel, ReferenceLine } from '@shared/figures/figure-data';

/** Where lines run, in the units of the axes, as far as these hold it. */

type Line = readonly (readonly [x: number, y: number])[];

export function referenceLine(along: ReferenceLine['along'], { x, y }: FigurePanel): Line {
  if ('points' in along) return along.points.map(([at, height]) => [drawable(at, x) ?? at, height]);
  if ('y' in along) {
    return [
      [x.domain[0], along.y],
      [x.domain[1], along.y],
    ];
  }
  return [
    [along.x, y.domain[0]],
    [along.x, y.domain[1]],
  ];
}

/** All of a panel's: of series the stretches that nothing is missing from. */
export function panelLines(panel: FigurePanel): Line[] {
  const stretches = panel.series.flatMap(({ points }) => {
    const pieces: (readonly [number, number])[][] = [[]];
    for (const { x, y } of points) {
      const height = drawable(y, panel.y);
      if (height === null) pieces.push([]);
      else pieces.at(-1)!.push([drawable(x, panel.x) ?? x, height]);
    }
    return pieces.filter((piece) => piece.length > 0);
  });
  return [...stretches, ...panel.references.map(({ along }) => referenceLine(along, panel))];
}
