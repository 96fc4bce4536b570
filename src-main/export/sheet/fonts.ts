import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { Face, FontMetrics } from '@shared/drawing/drawing';

/** What a face is called where fonts have names, and the file that has its glyphs. */
interface FaceInfo {
  readonly family: string;
  /** For readers without the font, best first. */
  readonly fallbacks: readonly string[];
  readonly italic: boolean;
  readonly bold: boolean;
  /** Inside a package. */
  readonly file: string;
}

/** Fonts are files of packages, in the bundle as in the source tree. */
const packages = createRequire(import.meta.url);

const MODERN = 'computer-modern/fonts/cmu-serif';
const TIMES = '@expo-google-fonts/stix-two-text';
const SANS = '@expo-google-fonts/inter';

const modern = {
  family: 'CMU Serif',
  fallbacks: ['Latin Modern Roman', 'Computer Modern', 'serif'],
};
const times = { family: 'STIX Two Text', fallbacks: ['Times New Roman', 'Times', 'serif'] };
const sans = { family: 'Inter', fallbacks: ['Helvetica', 'Arial', 'sans-serif'] };

const regular = { italic: false, bold: false };
const italic = { italic: true, bold: false };
const bold = { italic: false, bold: true };

export const FACES: Readonly<Record<Face, FaceInfo>> = {
  'computerModern-regular': { ...modern, ...regular, file: `${MODERN}-500-roman.ttf` },
  'computerModern-italic': { ...modern, ...italic, file: `${MODERN}-500-italic.ttf` },
  'computerModern-bold': { ...modern, ...bold, file: `${MODERN}-700-roman.ttf` },
  'times-regular': { ...times, ...regular, file: `${TIMES}/400Regular/STIXTwoText_400Regular.ttf` },
  'times-italic': {
    ...times,
    ...italic,
    file: `${TIMES}/400Regular_Italic/STIXTwoText_400Regular_Italic.ttf`,
  },
  'times-bold': { ...times, ...bold, file: `${TIMES}/700Bold/STIXTwoText_700Bold.ttf` },
  'sans-regular': { ...sans, ...regular, file: `${SANS}/400Regular/Inter_400Regular.ttf` },
  'sans-italic': { ...sans, ...italic, file: `${SANS}/400Regular_Italic/Inter_400Regular_Italic.ttf` },
  'sans-bold': { ...sans, ...bold, file: `${SANS}/700Bold/Inter_700Bold.ttf` },
  symbols: {
    family: 'STIX Two Math',
    fallbacks: ['Cambria Math', 'Latin Modern Math', 'serif'],
    ...regular,
    file: '@expo-google-fonts/stix-two-math/400Regular/STIXTwoMath_400Regular.ttf',
  },
};

const files = new Map<Face, Buffer>();
const fonts = new Map<Face, Font>();

/** The whole font file. */
export function fontFile(face: Face): Buffer {
  let bytes = files.get(face);
  if (bytes === undefined) {
    bytes = readFileSync(packages.resolve(FACES[face].file));
    files.set(face, bytes);
  }
  return bytes;
}

/** The font that words are measured with, opened once. */
function font(face: Face): Font {
  let opened = fonts.get(face);
  if (opened === undefined) {
    opened = openFont(face);
    fonts.set(face, opened);
  }
  return opened;
}

/** Opens a font of one's own: one that remembers nothing of what others laid out with it. */
export function openFont(face: Face): Font {
  const opened = create(fontFile(face));
  if (!('layout' in opened)) throw new Error(`${FACES[face].file} is a collection of fonts.`);
  return opened;
}

/** Glyphs side by side at size 1, from x = 0 on the baseline, y upwards. */
export interface GlyphLine {
  readonly ids: readonly number[];
  /** x and y of each glyph. */
  readonly places: readonly (readonly [x: number, y: number])[];
  readonly width: number;
}

/** Words as glyphs, with the font's kerning and ligatures: the one place that decides where glyphs stand. */
export function layGlyphs(face: Face, text: string): GlyphLine {
  const { unitsPerEm } = font(face);
  const { glyphs, positions } = font(face).layout(text);
  let x = 0;
  const places = positions.map(({ xAdvance, xOffset, yOffset }) => {
    const place = [(x + xOffset) / unitsPerEm, yOffset / unitsPerEm] as const;
    x += xAdvance;
    return place;
  });
  return { ids: glyphs.map(({ id }) => id), places, width: x / unitsPerEm };
}

export function fontMetrics(): FontMetrics {
  return {
    has: (face, text) =>
      Array.from(text).every((character) => font(face).hasGlyphForCodePoint(character.codePointAt(0)!)),
    width: (face, text) => layGlyphs(face, text).width,
    // Of the letter: not every font states the height of its capitals.
    capHeight: (face) => font(face).glyphForCodePoint(0x48).bbox.maxY / font(face).unitsPerEm,
  };
}
