import type { Box, CircleMark, Drawing, Mark, PathMark, TextMark } from '@shared/drawing/drawing';

/**
 * A drawing as lines of text, one a mark: its kind, its box rounded to 0.1 points, its colour, its words. Groups are
 * headings; dots beside each other share a line, with the box round all their middles.
 */
export function markLines({ width, height, background, marks }: Drawing): string[] {
  return [`sheet ${short(width)}×${short(height)} ${background ?? 'no background'}`, ...linesOf(marks, '  ')];
}

function linesOf(marks: readonly Mark[], indent: string): string[] {
  const lines: string[] = [];
  for (let i = 0; i < marks.length; i += 1) {
    const mark = marks[i]!;
    switch (mark.kind) {
      case 'group':
        lines.push(
          `${indent}${mark.name}${mark.clip ? ` clipped to ${boxText(mark.clip)}` : ''}`,
          ...linesOf(mark.marks, `${indent}  `),
        );
        break;
      case 'circle': {
        const dots = dotsFrom(marks.slice(i));
        i += dots.length - 1;
        lines.push(`${indent}${dotsText(dots)}`);
        break;
      }
      case 'path':
        lines.push(`${indent}${pathText(mark)}`);
        break;
      case 'text':
        lines.push(`${indent}${textText(mark)}`);
    }
  }
  return lines;
}

function dotsFrom(marks: readonly Mark[]): CircleMark[] {
  const dots: CircleMark[] = [];
  for (const mark of marks) {
    if (mark.kind !== 'circle' || paintText(mark) !== paintText(dots[0] ?? mark)) break;
    dots.push(mark);
  }
  return dots;
}

function dotsText(dots: readonly CircleMark[]): string {
  const { x, y, radius } = dots[0]!;
  const what = dots.length === 1 ? 'dot' : `${dots.length} dots`;
  const where = dots.length === 1 ? placeText(x, y) : boxText(boxOf(dots.map((dot) => [dot.x, dot.y])));
  return `${what} r=${short(radius)} ${where} ${paintText(dots[0]!)}`;
}

function pathText(path: PathMark): string {
  const points = path.lines.flat();
  return `path ${points.length} points ${boxText(boxOf(points))} ${paintText(path)}`;
}

function textText({ x, y, anchor, direction, colour, width, spans }: TextMark): string {
  const words = spans
    .map(({ text, rise }) => (rise === 0 ? text : rise > 0 ? `^{${text}}` : `_{${text}}`))
    .join('');
  const [first] = spans;
  const type = first ? `${first.face} ${short(first.size)}` : 'nothing';
  return `text ${placeText(x, y)} ${anchor} ${direction} ${short(width)} wide ${type} ${colour} "${words}"`;
}

function paintText({ fill, stroke }: Pick<PathMark, 'fill' | 'stroke'>): string {
  const faint = (opacity: number): string => (opacity === 1 ? '' : `@${opacity}`);
  return [
    ...(fill ? [`fill ${fill.colour}${faint(fill.opacity)}`] : []),
    ...(stroke
      ? [
          `stroke ${stroke.colour}${faint(stroke.opacity)} ${stroke.width}${stroke.dashes ? ` dashed ${stroke.dashes.join(' ')}` : ''}`,
        ]
      : []),
  ].join(' ');
}

function boxOf(points: readonly (readonly [x: number, y: number])[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function boxText({ x, y, width, height }: Box): string {
  return `${placeText(x, y)} ${short(width)}×${short(height)}`;
}

function placeText(x: number, y: number): string {
  return `${short(x)},${short(y)}`;
}

function short(length: number): string {
  return String(Math.round(10 * length) / 10 + 0);
}
