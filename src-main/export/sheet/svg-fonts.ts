import subsetFont from 'subset-font';
import type { Drawing, Face, Mark } from '@shared/drawing/drawing';
import { FACES, fontFile } from './fonts';

/** What shaping applies unasked; the rest (small capitals, old figures, …) would only make the files larger. */
const KEPT_FEATURES = ['kern', 'liga', 'clig', 'calt', 'ccmp', 'locl', 'rlig', 'mark', 'mkmk'];

/** A style element with the glyphs that the drawing uses. Editors ignore it and take the fonts they have. */
export async function embeddedFonts(drawing: Drawing): Promise<string[]> {
  const rules: string[] = [];
  for (const [face, characters] of usedCharacters(drawing.marks)) {
    const { family, italic, bold } = FACES[face];
    const options = { targetFormat: 'woff2' as const, keepFeatures: KEPT_FEATURES };
    const bytes = await subsetFont(fontFile(face), characters, options);
    rules.push(
      `@font-face{font-family:"${family}";font-style:${italic ? 'italic' : 'normal'};` +
        `font-weight:${bold ? 700 : 400};` +
        `src:url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2")}`,
    );
  }
  return rules.length === 0 ? [] : ['<style>', ...rules, '</style>'];
}

/** Faces in the order of FACES, each with its characters in ascending order: nothing depends on where words stand. */
function usedCharacters(marks: readonly Mark[]): [Face, string][] {
  const used = new Map<Face, Set<string>>();
  const collect = (mark: Mark): void => {
    if (mark.kind === 'group') mark.marks.forEach(collect);
    if (mark.kind !== 'text') return;
    for (const { face, text } of mark.spans) {
      const characters = used.get(face) ?? new Set();
      used.set(face, characters);
      for (const character of text) characters.add(character);
    }
  };
  marks.forEach(collect);
  return (Object.keys(FACES) as Face[]).flatMap((face) => {
    const characters = used.get(face);
    return characters ? [[face, [...characters].sort().join('')]] : [];
  });
}
