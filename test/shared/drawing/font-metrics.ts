import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { Face, FontMetrics } from '@shared/drawing/drawing';
import { remembered } from '@shared/drawing/words/remembered';

/** Every character is half an em wide; superscript signs and what is named are only in the face of symbols. */
export function evenMetrics(lacking = ''): FontMetrics {
  return {
    has: (face, text) => face === 'symbols' || !Array.from(text).some((sign) => lacking.includes(sign)),
    width: (_, text) => Array.from(text).length / 2,
    capHeight: () => 0.7,
  };
}

const packages = createRequire(import.meta.url);
const TIMES = '@expo-google-fonts/stix-two-text';
const SANS = '@expo-google-fonts/inter';
const FILES: Record<Face, string> = {
  'computerModern-regular': 'computer-modern/fonts/cmu-serif-500-roman.ttf',
  'computerModern-italic': 'computer-modern/fonts/cmu-serif-500-italic.ttf',
  'computerModern-bold': 'computer-modern/fonts/cmu-serif-700-roman.ttf',
  'times-regular': `${TIMES}/400Regular/STIXTwoText_400Regular.ttf`,
  'times-italic': `${TIMES}/400Regular_Italic/STIXTwoText_400Regular_Italic.ttf`,
  'times-bold': `${TIMES}/700Bold/STIXTwoText_700Bold.ttf`,
  'sans-regular': `${SANS}/400Regular/Inter_400Regular.ttf`,
  'sans-italic': `${SANS}/400Regular_Italic/Inter_400Regular_Italic.ttf`,
  'sans-bold': `${SANS}/700Bold/Inter_700Bold.ttf`,
  symbols: '@expo-google-fonts/stix-two-math/400Regular/STIXTwoMath_400Regular.ttf',
};

const fonts = new Map<Face, Font>();

function fontOf(face: Face): Font {
  let font = fonts.get(face);
  if (font === undefined) {
    font = create(readFileSync(packages.resolve(FILES[face]))) as Font;
    fonts.set(face, font);
  }
  return font;
}

/** Measured on the font files that figures are printed with. */
export const realMetrics = remembered({
  has: (face, text) =>
    Array.from(text).every((sign) => fontOf(face).hasGlyphForCodePoint(sign.codePointAt(0)!)),
  width: (face, text) => fontOf(face).layout(text).advanceWidth / fontOf(face).unitsPerEm,
  capHeight: (face) => fontOf(face).glyphForCodePoint(0x48).bbox.maxY / fontOf(face).unitsPerEm,
});
