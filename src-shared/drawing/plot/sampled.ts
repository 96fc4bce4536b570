import type { Box } from '../drawing';
import { bottom, right, within, type Place } from '../geometry';

/** In points: no word is so small that it fits between two samples. */
const SPACING = 2;

/** Places along what of a line lies in a box. */
export function sampledLine(line: readonly Place[], box: Box): Place[] {
  return line.flatMap((from, i): Place[] => {
    const to = line[i + 1];
    return sampledPiece(from, to ?? from, box);
  });
}

function sampledPiece([x, y]: Place, [toX, toY]: Place, box: Box): Place[] {
  const [dx, dy] = [toX - x, toY - y];
  const [enters, leaves] = [0, 1].map((end) => {
    const t = [crossed(x, dx, box.x, right(box))[end]!, crossed(y, dy, box.y, bottom(box))[end]!];
    return end === 0 ? Math.max(0, ...t) : Math.min(1, ...t);
  }) as [number, number];
  if (enters > leaves) return [];
  const length = (leaves - enters) * Math.max(Math.abs(dx), Math.abs(dy));
  const count = Math.max(1, Math.ceil(length / SPACING));
  return Array.from({ length: count + 1 }, (_, k): Place => {
    const t = enters + ((leaves - enters) * k) / count;
    return [x + t * dx, y + t * dy];
  });
}

/** Which fractions of a step lie between two ends. */
function crossed(from: number, step: number, low: number, high: number): [number, number] {
  if (step === 0) return from >= low && from <= high ? [0, 1] : [Infinity, -Infinity];
  const [a, b] = [(low - from) / step, (high - from) / step];
  return a < b ? [a, b] : [b, a];
}

/** Places all over what of a band lies in a box: its outline is the upper edge, and the lower one backwards. */
export function sampledBand(outline: readonly Place[], box: Box): Place[] {
  const half = outline.length / 2;
  const lower = outline.slice(half).reverse();
  return outline.slice(0, half - 1).flatMap(([x, top], i) => {
    const [toX, toTop] = outline[i + 1]!;
    const [foot, toFoot] = [lower[i]![1], lower[i + 1]![1]];
    const [first, last] = [Math.max(x, box.x), Math.min(toX, right(box))];
    const count = Math.max(0, Math.floor((last - first) / SPACING)) + 1;
    return Array.from({ length: count }, (_, k): Place[] => {
      const at = Math.min(last, first + k * SPACING);
      const t = toX > x ? (at - x) / (toX - x) : 0;
      const held = (from: number, to: number): number => within(from + t * (to - from), box.y, bottom(box));
      return sampledPiece([at, held(top, toTop)], [at, held(foot, toFoot)], box);
    }).flat();
  });
}
