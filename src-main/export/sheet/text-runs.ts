import type { TextMark, TextSpan } from '@shared/drawing/drawing';

/** A span at its place: on a line that reads to the right, before the mark is turned. */
export interface PlacedSpan {
  readonly span: TextSpan;
  readonly x: number;
  /** Of its own baseline, y downwards. */
  readonly y: number;
}

const BEFORE = { start: 0, middle: 0.5, end: 1 } as const;

/** Where each span of a line of words begins, for files that place words themselves. */
export function placeSpans({ x, y, anchor, spans, width }: TextMark): PlacedSpan[] {
  let at = x - BEFORE[anchor] * width;
  return spans.map((span) => {
    const placed = { span, x: at, y: y - span.rise };
    at += span.width;
    return placed;
  });
}
