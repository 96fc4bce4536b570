import type { Box } from '@shared/drawing/drawing';
import { overlap, type Place } from '@shared/drawing/geometry';
import { densityOf, type Density } from '@shared/drawing/plot/density';
import { sampledLine } from '@shared/drawing/plot/sampled';
import { spreadLabels } from '@shared/drawing/plot/spread-labels';

/** Where names of lines stand on a chart, so that none covers another and few cover a line. All in pixels. */

export const LABEL_HEIGHT = 14;
/** Between names above a panel. */
const BETWEEN = 8;

export interface PlacedLabel {
  /** Among those that were to be placed. */
  readonly label: number;
  readonly at: number;
}

/** So many of `count`, evenly spaced, with the first and the last. */
export function evenly(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  if (most < 2) return count > 0 && most > 0 ? [0] : [];
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/** Heights of names beside a panel. Those for which there is no room are left out, evenly. */
export function besidePlaces(wanted: readonly number[], { y, height }: Box): PlacedLabel[] {
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i]! - wanted[j]!);
  const most = Math.floor(height / LABEL_HEIGHT) + 1;
  const kept = evenly(order.length, most).map((rank) => order[rank]!);
  const heights = spreadLabels(
    kept.map((label) => wanted[label]!),
    LABEL_HEIGHT,
    y,
    y + height,
  );
  return kept.map((label, i) => ({ label, at: heights[i]! }));
}

/** Middles of names above a panel, within its width; those for which there is no room are left out, evenly. */
export function abovePlaces(wanted: readonly number[], widths: readonly number[], area: Box): PlacedLabel[] {
  const widest = Math.max(0, ...widths);
  const order = wanted.map((_, i) => i).sort((i, j) => wanted[i]! - wanted[j]!);
  const most = Math.max(1, Math.floor((area.width + BETWEEN) / (widest + BETWEEN)));
  const kept = evenly(order.length, most).map((rank) => order[rank]!);
  const middles = spreadLabels(
    kept.map((label) => wanted[label]!),
    widest + BETWEEN,
    area.x + widest / 2,
    area.x + area.width - widest / 2,
  );
  return kept.map((label, i) => ({ label, at: middles[i]! }));
}

/** How much of lines a box covers. */
export function crowdOfLines(lines: readonly (readonly Place[])[], area: Box): Density {
  return densityOf(
    lines.flatMap((line) => sampledLine(line, area)),
    area,
  );
}

/** Steps by which a name is moved up and down: half its height. */
const STEPS = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7, -8, 8];
/** A step away costs as much as so many samples of a line; words on words cost more than anything. */
const STEP_COST = 1.5;
const TAKEN_COST = 1000;

/** The box moved to where it covers least of lines and of what is taken, and is not far from where it belongs. */
export function freePlace(box: Box, area: Box, lines: Density, taken: readonly Box[]): Box {
  let best = box;
  let least = Infinity;
  for (const step of STEPS) {
    const moved = { ...box, y: box.y + (step * LABEL_HEIGHT) / 2 };
    if (step !== 0 && (moved.y < area.y || moved.y + moved.height > area.y + area.height)) continue;
    const words = taken.filter((other) => overlap(moved, other)).length;
    const cost = TAKEN_COST * words + lines(moved) + STEP_COST * Math.abs(step);
    if (cost < least) [best, least] = [moved, cost];
  }
  return best;
}
