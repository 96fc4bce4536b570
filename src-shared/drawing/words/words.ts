import type { FigureText } from '../../figures/figure-data';
import type { Face, FontMetrics, TextMark, TextSpan } from '../drawing';
import type { PrintStyle } from '../sheet';
import { clusters, itemise, type Item } from './itemise';

/** How words are set. */
export interface Type {
  readonly font: PrintStyle['font'];
  readonly size: number;
  readonly bold?: boolean;
}

/** Words in type, on one line. */
export interface Words {
  readonly text: FigureText;
  readonly spans: readonly TextSpan[];
  readonly width: number;
  readonly size: number;
}

const SCRIPT_SIZE = 0.7;
/** Of the baseline, in em. */
const RISE = { base: 0, sub: -0.2, sup: 0.35 } as const;

export function setWords(text: FigureText, type: Type, metrics: FontMetrics): Words {
  const spans = itemise(text).flatMap((item) => spansOf(item, type, metrics));
  return { text, spans, width: spans.reduce((sum, { width }) => sum + width, 0), size: type.size };
}

function spansOf(item: Item, type: Type, metrics: FontMetrics): TextSpan[] {
  const size = item.level === 'base' ? type.size : SCRIPT_SIZE * type.size;
  const runs: { face: Face; text: string }[] = [];
  for (const cluster of clusters(item.text)) {
    const last = runs.at(-1);
    // Spaces are in every face: they stay where they stand.
    const face = last && cluster === ' ' ? last.face : faceOf(cluster, item, type, metrics);
    if (last?.face === face) last.text += cluster;
    else runs.push({ face, text: cluster });
  }
  return runs.map(({ face, text }) => ({
    text,
    face,
    size,
    rise: RISE[item.level] * type.size,
    width: size * metrics.width(face, text),
  }));
}

function faceOf(cluster: string, { slant }: Item, { font, bold }: Type, metrics: FontMetrics): Face {
  const wanted: Face = `${font}-${bold ? 'bold' : slant === 'italic' ? 'italic' : 'regular'}`;
  return metrics.has(wanted, cluster) ? wanted : 'symbols';
}

/** Where and how a line of words is drawn. */
export interface WordsPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: TextMark['anchor'];
  readonly colour: string;
  readonly direction?: TextMark['direction'];
}

/** Words whose baseline is at y (of upward ones: at x). */
export function textMark({ text, spans, width, size }: Words, place: WordsPlace): TextMark {
  return { kind: 'text', direction: 'right', opacity: 1, ...place, spans, width, words: text, size };
}

/** How far the baseline lies below the middle of capitals and digits. */
export function halfCap({ font, size }: Type, metrics: FontMetrics): number {
  return (size * metrics.capHeight(`${font}-regular`)) / 2;
}
