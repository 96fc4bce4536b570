import type { Box, GroupMark, Mark, PathMark, Stroke } from './drawing';
import type { Place } from './geometry';

/** Marks of the simple kinds. */

export function group(name: string, marks: readonly Mark[], clip: Box | null = null): GroupMark {
  return { kind: 'group', name, clip, marks };
}

/** Marks that files with axes of their own draw from the panel's numbers instead. */
export function plotted(marks: readonly Mark[], panel: number): Mark[] {
  return marks.map((mark) => ({ ...mark, plotted: panel }));
}

export function strokeOf(colour: string, width: number, dashes: Stroke['dashes'] = null): Stroke {
  return { colour, width, dashes, opacity: 1 };
}

export function polyline(lines: PathMark['lines'], stroke: Stroke): PathMark {
  return { kind: 'path', lines, closed: false, fill: null, stroke };
}

export function polygon(
  outlines: PathMark['lines'],
  colour: string,
  opacity = 1,
  stroke: Stroke | null = null,
): PathMark {
  return { kind: 'path', lines: outlines, closed: true, fill: { colour, opacity }, stroke };
}

export function frame(box: Box, stroke: Stroke): PathMark {
  return { kind: 'path', lines: [corners(box)], closed: true, fill: null, stroke };
}

export function corners({ x, y, width, height }: Box): Place[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}
