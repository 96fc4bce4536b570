import type { Box, Drawing, GroupMark, Mark, PathMark, TextMark } from '@shared/drawing/drawing';

/** What a drawing shows, taken apart for tests. */

export interface SeenText extends Box {
  readonly text: string;
  readonly mark: TextMark;
}

const ASCENT = 0.72;
const DESCENT = 0.2;

export function texts(marks: readonly Mark[]): SeenText[] {
  return flat(marks).flatMap((mark) =>
    mark.kind === 'text' ? [{ ...textBox(mark), text: said(mark), mark }] : [],
  );
}

export function said({ spans }: TextMark): string {
  return spans.map(({ text }) => text).join('');
}

function textBox({ x, y, anchor, direction, width, spans }: TextMark): Box {
  const size = Math.max(...spans.map((span) => span.size));
  const before = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  return direction === 'right'
    ? { x: x - before, y: y - ASCENT * size, width, height: (ASCENT + DESCENT) * size }
    : { x: x - ASCENT * size, y: y - (width - before), width: (ASCENT + DESCENT) * size, height: width };
}

/** All marks but groups; what is clipped is left out where `clipped` is false. */
export function flat(marks: readonly Mark[], clipped = true): Exclude<Mark, GroupMark>[] {
  return marks.flatMap((mark) => {
    if (mark.kind !== 'group') return [mark];
    return mark.clip === null || clipped ? flat(mark.marks, clipped) : [];
  });
}

export function paths(marks: readonly Mark[]): PathMark[] {
  return flat(marks).filter((mark) => mark.kind === 'path');
}

export function groups(marks: readonly Mark[]): GroupMark[] {
  return marks.flatMap((mark) => (mark.kind === 'group' ? [mark, ...groups(mark.marks)] : []));
}

export function groupNamed(marks: readonly Mark[], start: string): GroupMark {
  return groups(marks).find(({ name }) => name.startsWith(start))!;
}

/** Boxes of all that is seen, clipped marks by their clip. */
export function extents(marks: readonly Mark[]): Box[] {
  const open = flat(marks, false).map((mark): Box => {
    switch (mark.kind) {
      case 'text':
        return textBox(mark);
      case 'circle':
        return {
          x: mark.x - mark.radius,
          y: mark.y - mark.radius,
          width: 2 * mark.radius,
          height: 2 * mark.radius,
        };
      case 'path': {
        const points = mark.lines.flat();
        const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
        const [x, y] = [Math.min(...xs), Math.min(...ys)];
        return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
      }
    }
  });
  return [...open, ...groups(marks).flatMap(({ clip }) => (clip ? [clip] : []))];
}

/** Pairs of texts that stand on each other. */
export function overlaps(marks: readonly Mark[]): string[] {
  const all = texts(marks);
  return all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => `${a.text} | ${b.text}`),
  );
}

/** How far the farthest mark reaches beyond the sheet; not more than 0 where all lies on it. */
export function beyond({ width, height, marks }: Drawing): number {
  const reach = extents(marks).map((box) =>
    Math.max(-box.x, -box.y, box.x + box.width - width, box.y + box.height - height),
  );
  return Math.max(...reach);
}
