import { textParts } from '@shared/drawing/words/figure-text';
import type { FigureText } from '@shared/figures/figure-data';

/** The text in the rich notation of the chart library, with the styles of `richStyles`. */
export function richText(text: FigureText): string {
  return textParts(text)
    .map(({ text: part, level }) => (level === 'base' ? part : `{${level}|${part}}`))
    .join('');
}

export function richStyles(fontFamily: string, fontSize: number): Record<'sub' | 'sup', object> {
  const small = Math.round(fontSize * 0.78);
  return {
    sub: { fontFamily, fontSize: small, verticalAlign: 'bottom', padding: [0, 0, -2, 0] },
    sup: { fontFamily, fontSize: small, verticalAlign: 'top', padding: [-2, 0, 0, 0] },
  };
}
