import type { FigureText } from './figure-data';

/** The text where nothing can be raised or lowered: S_{min} as S_min, log_{10} as log10. */
export function plainText(text: FigureText): string {
  return text.replace(/([_^])\{([^}]*)\}/g, (_, level: string, scripted: string) => {
    if (/^\d+$/.test(scripted) && level === '_') return scripted;
    return scripted.length === 1
      ? `${level}${scripted}`
      : `${level}${/^\w+$/.test(scripted) ? scripted : `(${scripted})`}`;
  });
}
