import type { FigureText } from '@shared/figures/figure-data';

export interface TextPart {
  readonly text: string;
  readonly level: 'base' | 'sub' | 'sup';
}

/** Splits text at its `_{…}` and `^{…}`. */
export function textParts(text: FigureText): TextPart[] {
  return text
    .split(/([_^]\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const scripted = /^([_^])\{([^}]*)\}$/.exec(part);
      if (scripted === null) return { text: part, level: 'base' };
      return { text: scripted[2]!, level: scripted[1] === '_' ? 'sub' : 'sup' };
    });
}

/** The text where nothing can be raised or lowered. */
export function plainText(text: FigureText): string {
  return textParts(text)
    .map((part) => part.text)
    .join('');
}

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
