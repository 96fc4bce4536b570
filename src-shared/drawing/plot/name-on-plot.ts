import type { Box, Mark } from '../drawing';
import { bottom, overlap, right, within, type Place } from '../geometry';
import { polyline } from '../marks';
import { baselineAround, wordsOn, type Paper } from '../paper';
import { textMark, type Type } from '../words/words';
import { covered, type Crowd } from './crowding';
import type { NamedEnd } from './name-ends';
import type { Places } from './places';

/** The name of a line that ends in the middle of the plot. */

/** From a line's last point to its name, and to where a leader begins: see `Paper.unit`. */
const GAP = 3;
export const LEADER_OPACITY = 0.6;
/** A name this near to its line's end needs no leader, in em and in gaps. */
const ADJACENT = { em: 0.6, gaps: 1.5 } as const;
/** How far a name may be from its line's end, in em, and in how many steps it is tried. */
const FARTHEST = 7;
const STEPS = 28;
/** Each sample of another line that a leader crosses counts as so many points of distance. */
const CROSSING = 4;
const SPACING = 2;
/** To its right a name is expected. */
const ASIDE = 0.15;
/** A clear space round the words. */
const AIR = 1;
const HEIGHT = 1.1;

interface Candidate {
  readonly box: Box;
  /** Where the leader ends, from the line's last point. */
  readonly to: Place;
  readonly distance: number;
  readonly cost: number;
}

/** At the nearest free place, which is added to what stands on the plot; null where it is free nowhere near. */
export function markOnPlot(
  paper: Paper,
  name: NamedEnd,
  type: Type,
  places: Places,
  crowd: Crowd,
): Mark[] | null {
  const words = wordsOn(paper, name.text, type);
  const end: Place = [places.x(name.at[0]), places.y(name.at[1])];
  const size = { width: words.width + 2 * AIR, height: HEIGHT * type.size };
  const gap = GAP * paper.unit;
  const best = candidates(end, size, places.box, FARTHEST * type.size, gap)
    .filter(({ box, to }) => covered(box, crowd) === 0 && !passesWords(end, to, gap, crowd))
    .map((one) => ({ ...one, cost: one.cost + CROSSING * crossings(end, one.to, gap, crowd) }))
    .sort((a, b) => a.cost - b.cost)
    .at(0);
  if (best === undefined) return null;
  const { box, to, distance } = best;
  crowd.taken.push(box, ...leaderBoxes(end, to, gap));
  const stroke = { colour: name.colour, width: paper.hairline, dashes: null, opacity: LEADER_OPACITY };
  return [
    ...(distance > Math.max(ADJACENT.em * type.size, ADJACENT.gaps * gap)
      ? [polyline([[start(end, to, gap), to]], stroke)]
      : []),
    textMark(words, {
      x: box.x + AIR,
      y: baselineAround(paper, box.y + box.height / 2, type),
      anchor: 'start',
      colour: name.wordColour,
    }),
  ];
}

function candidates(
  [x, y]: Place,
  { width, height }: Pick<Box, 'width' | 'height'>,
  plot: Box,
  farthest: number,
  gap: number,
): Candidate[] {
  const found: Candidate[] = [];
  for (let row = -STEPS; row <= STEPS; row += 1) {
    for (let column = -STEPS; column <= STEPS; column += 1) {
      const [dx, dy] = [(column / STEPS) * farthest, (row / STEPS) * farthest];
      // Left of the end the words' right edge counts, else their left one; in the middle they are centred.
      const left = column === 0 ? x - width / 2 : dx > 0 ? x + dx : x + dx - width;
      const box = { width, height, x: left, y: y + dy - height / 2 };
      const isInside =
        box.x >= plot.x && right(box) <= right(plot) && box.y >= plot.y && bottom(box) <= bottom(plot);
      if (!isInside) continue;
      const to: Place = [within(x, box.x, right(box)), within(y, box.y, bottom(box))];
      const distance = length([x, y], to);
      if (distance < gap) continue;
      found.push({ box, to, distance, cost: distance + (dx > 0 ? 0 : ASIDE * height) });
    }
  }
  return found;
}

/** How many samples of lines a leader passes. */
function crossings(end: Place, to: Place, gap: number, { lines }: Crowd): number {
  return leaderBoxes(end, to, gap).filter((box) => lines(box) > 0).length;
}

function passesWords(end: Place, to: Place, gap: number, { taken }: Crowd): boolean {
  return leaderBoxes(end, to, gap).some((box) => taken.some((other) => overlap(box, other)));
}

/** Small boxes along a leader. */
function leaderBoxes(end: Place, to: Place, gap: number): Box[] {
  const [x, y] = start(end, to, gap);
  const count = Math.ceil(length([x, y], to) / SPACING);
  return Array.from({ length: count }, (_, k) => {
    const t = k / count;
    return { x: x + t * (to[0] - x) - 1, y: y + t * (to[1] - y) - 1, width: 2, height: 2 };
  });
}

/** A leader begins a little away from the line's end. */
function start(end: Place, to: Place, gap: number): Place {
  const t = Math.min(1, gap / Math.max(gap, length(end, to)));
  return [end[0] + t * (to[0] - end[0]), end[1] + t * (to[1] - end[1])];
}

function length([x, y]: Place, [toX, toY]: Place): number {
  return Math.sqrt((toX - x) * (toX - x) + (toY - y) * (toY - y));
}
