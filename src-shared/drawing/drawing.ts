import type { FigureText } from '../figures/figure-data';

/**
 * A drawing: shapes and words at their places, in points (1/72 inch) from the upper left corner, y downwards. All
 * that decides how a figure looks on paper has been decided here; files of every form are made from it mark by mark.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** "#rrggbb"; null for none. */
  readonly background: string | null;
  readonly marks: readonly Mark[];
  /** For those who cannot see it: the titles of the figures, and what they show. */
  readonly title: string;
  readonly description: string;
}

export type Mark = GroupMark | PathMark | CircleMark | TextMark;

export interface AnyMark {
  /** Of marks that show an axis or the data on it: which panel of the figure. Files with axes of their own draw those. */
  readonly plotted?: number;
}

/** Marks that belong together; where `clip` is given, only what lies in it is seen. */
export interface GroupMark extends AnyMark {
  readonly kind: 'group';
  /** Names the group in files that keep names: "series η = 0.02". Not unique. */
  readonly name: string;
  readonly clip: Box | null;
  readonly marks: readonly Mark[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PathMark extends AnyMark {
  readonly kind: 'path';
  /** Polylines; each is closed where `closed`. */
  readonly lines: readonly (readonly (readonly [x: number, y: number])[])[];
  readonly closed: boolean;
  readonly fill: Fill | null;
  readonly stroke: Stroke | null;
}

export interface CircleMark extends AnyMark {
  readonly kind: 'circle';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: Fill | null;
  readonly stroke: Stroke | null;
}

export interface Fill {
  /** "#rrggbb". */
  readonly colour: string;
  /** From 0 to 1. */
  readonly opacity: number;
}

export interface Stroke {
  readonly colour: string;
  readonly opacity: number;
  readonly width: number;
  /** Lengths of dashes and gaps; null for an unbroken line. Ends are butt, joins round. */
  readonly dashes: readonly number[] | null;
}

/** A line of words on one baseline. */
export interface TextMark extends AnyMark {
  readonly kind: 'text';
  /** Of the anchor, on the baseline. */
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Reads from left to right, or from below upwards. */
  readonly direction: 'right' | 'up';
  readonly colour: string;
  readonly opacity: number;
  /** In reading order, side by side. */
  readonly spans: readonly TextSpan[];
  /** Of all spans together, as measured. */
  readonly width: number;
  /** What the spans say, for files that set words themselves, and in which size. */
  readonly words: FigureText;
  readonly size: number;
}

export interface TextSpan {
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  /** Of the baseline: positive is raised. */
  readonly rise: number;
  /** As measured. */
  readonly width: number;
}

/** A font file: of each family three styles, and one with the signs that these lack. */
export type Face = `${'computerModern' | 'times' | 'sans'}-${'regular' | 'italic' | 'bold'}` | 'symbols';

/** What laying out words needs to know of fonts. */
export interface FontMetrics {
  /** Whether the face has a glyph for every character of the text. */
  has(face: Face, text: string): boolean;
  /** Advance width at size 1, kerning included. */
  width(face: Face, text: string): number;
  /** Height of capitals at size 1. */
  capHeight(face: Face): number;
}
