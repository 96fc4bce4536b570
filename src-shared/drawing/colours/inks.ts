import type { Outcome } from '../../training/run-result';
import type { Ink } from '../../figures/figure-data';
import type { HeatmapLegend } from '../../figures/heatmap-data';
import type { Palette } from '../sheet';
import { along, atLightness, contrast, mix } from './oklab';

/** What inks mean on a surface, on the screen or on paper. Colours are "#rrggbb". */
export interface InkTheme {
  readonly dark: boolean;
  readonly palette: Palette;
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  /** Of hairlines. */
  readonly line: string;
  readonly theory: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
}

/**
 * Ramps of ordered families, from the least to the greatest: plasma, even and safe for colour-blind eyes, with its light
 * end darkened on light surfaces; and the paper's flare, with its dark end lightened on dark ones. Each is cut to what
 * stands out from its surface.
 */
const RAMPS = {
  colourBlindSafe: {
    light: ['#0d0887', '#6300a7', '#a62098', '#d5455f', '#c76a10'],
    dark: ['#b83289', '#db5c68', '#f48849', '#febd2a', '#f0f921'],
  },
  paper: {
    light: ['#e06a5e', '#d14a61', '#b13c6c', '#8f3371', '#6c2b6d', '#4b2362'],
    dark: ['#f8dcc0', '#eba273', '#e3685c', '#c4477a', '#8d63a7'],
  },
} as const;

export function inkColour(theme: InkTheme, ink: Ink): string {
  switch (ink.kind) {
    case 'theory':
      return theme.theory;
    case 'initialisation':
      return theme.muted;
    case 'outcome':
      return theme.outcomes[ink.outcome];
    case 'ordinal': {
      const ramp = RAMPS[theme.palette][theme.dark ? 'dark' : 'light'];
      return along(ramp, ink.count > 1 ? ink.index / (ink.count - 1) : 0.5);
    }
  }
}

/** Lightness of full colour in a heatmap, far from the surface's. */
const FULL_LIGHTNESS = { light: 0.52, dark: 0.78 } as const;
/** The hue of heatmaps of measures: none of the outcomes'. */
const MAGNITUDE = { colourBlindSafe: '#2f6fb7', paper: '#8f3371' } as const;

/** The colour of a shade: from the surface in a straight line of OKLab, so that equal steps look equal. */
export function shadeColour(theme: InkTheme, ink: HeatmapLegend['ink'], shade: number): string {
  const hue = ink.kind === 'magnitude' ? MAGNITUDE[theme.palette] : inkColour(theme, ink);
  const full = atLightness(hue, theme.dark ? FULL_LIGHTNESS.dark : FULL_LIGHTNESS.light);
  return mix(theme.surface, full, Math.min(1, Math.max(0, shade)));
}

/** The colour of a category at a shade: its fixed colour, as it is everywhere else, fading into the surface. */
export function categoryColour(theme: InkTheme, ink: Ink, shade: number): string {
  return mix(theme.surface, inkColour(theme, ink), Math.min(1, Math.max(0, shade)));
}

/** Of a contrast ratio that words need (WCAG 2, AA). */
const WORDS_CONTRAST = 4.5;
const DARKENING = 0.1;

/** A line's colour for its name: as much nearer to the colour of text as words need. */
export function wordColour(theme: InkTheme, colour: string): string {
  let t = 0;
  while (t < 1 && contrast(mix(colour, theme.text, t), theme.surface) < WORDS_CONTRAST) t += DARKENING;
  return mix(colour, theme.text, Math.min(1, t));
}

/** The one of two inks that is read better on a ground. */
export function readableOn(ground: string): string {
  return contrast(ground, LIGHT_INK) > contrast(ground, DARK_INK) ? LIGHT_INK : DARK_INK;
}

const LIGHT_INK = '#ffffff';
const DARK_INK = '#14171c';
