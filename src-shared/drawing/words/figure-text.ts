import type { FigureText } from '../../figures/figure-data';

export interface TextPart {
  readonly text: string;
  readonly level: 'base' | 'sub' | 'sup';
}

/** Splits text at its `_{…}` and `^{…}`, and at stars, which are raised: fonts have them on the line of letters. */
export function textParts(text: FigureText): TextPart[] {
  return text
    .split(/([_^]\{[^}]*\}|⋆+)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('⋆')) return { text: part, level: 'sup' };
      const scripted = /^([_^])\{([^}]*)\}$/.exec(part);
      if (scripted === null) return { text: part, level: 'base' };
      return { text: scripted[2]!, level: scripted[1] === '_' ? 'sub' : 'sup' };
    });
}
