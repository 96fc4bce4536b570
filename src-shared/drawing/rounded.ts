import type { Box, Drawing, Mark, TextSpan } from './drawing';

/** The drawing with all lengths rounded, so that files are short and the same everywhere. */
export function rounded(drawing: Drawing): Drawing {
  return {
    ...drawing,
    width: short(drawing.width),
    height: short(drawing.height),
    marks: drawing.marks.map(roundedMark),
  };
}

const DIGITS = 1000;

function short(length: number): number {
  // Never -0.
  return Math.round(length * DIGITS) / DIGITS + 0;
}

function roundedMark(mark: Mark): Mark {
  switch (mark.kind) {
    case 'group':
      return { ...mark, clip: mark.clip && roundedBox(mark.clip), marks: mark.marks.map(roundedMark) };
    case 'path': {
      const { stroke } = mark;
      return {
        ...mark,
        lines: mark.lines.map((line) => line.map(([x, y]) => [short(x), short(y)] as const)),
        stroke: stroke && {
          ...stroke,
          width: short(stroke.width),
          dashes: stroke.dashes && stroke.dashes.map(short),
        },
      };
    }
    case 'circle':
      return { ...mark, x: short(mark.x), y: short(mark.y), radius: short(mark.radius) };
    case 'text':
      return {
        ...mark,
        x: short(mark.x),
        y: short(mark.y),
        width: short(mark.width),
        size: short(mark.size),
        spans: mark.spans.map(roundedSpan),
      };
  }
}

export function roundedBox({ x, y, width, height }: Box): Box {
  return { x: short(x), y: short(y), width: short(width), height: short(height) };
}

function roundedSpan(span: TextSpan): TextSpan {
  return { ...span, size: short(span.size), rise: short(span.rise), width: short(span.width) };
}
