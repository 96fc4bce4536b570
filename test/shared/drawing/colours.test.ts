import { describe, expect, it } from 'vitest';
import { inkColour, readableOn, shadeColour, wordColour } from '@shared/drawing/colours/inks';
import { contrast, hexOf, labOf, mix } from '@shared/drawing/colours/oklab';
import { printTheme } from '@shared/drawing/colours/print-theme';

const LIGHT = printTheme('white', 'colourBlindSafe');
const DARK = printTheme('dark', 'colourBlindSafe');

const DIVERGED = { kind: 'outcome', outcome: 'diverged' } as const;
const WCAG_GRAPHICS = 3;
const WCAG_TEXT = 4.5;
/** In OKLab. */
const DISTINCT = 0.08;

describe('colours', () => {
  it('go to OKLab and back', () => {
    for (const hex of ['#000000', '#ffffff', '#d55e00', '#009e73', '#123456'])
      expect(hexOf(labOf(hex))).toBe(hex);
    expect(mix('#000000', '#ffffff', 0)).toBe('#000000');
    // Ottosson's published value of sRGB red.
    const red = labOf('#ff0000');
    expect([red.l, red.a, red.b].map((value) => value.toFixed(3))).toEqual(['0.628', '0.225', '0.126']);
  });

  it.each([LIGHT, DARK])('shade heatmaps from the surface in equal steps of lightness', (theme) => {
    expect(shadeColour(theme, DIVERGED, 0)).toBe(theme.surface);
    const lightness = [0, 0.25, 0.5, 0.75, 1].map((t) => labOf(shadeColour(theme, DIVERGED, t)).l);
    const steps = lightness.slice(1).map((l, i) => l - lightness[i]!);
    // Colours are rounded to bytes.
    for (const step of steps) expect(step).toBeCloseTo(steps[0]!, 1);
  });

  it.each([
    [LIGHT, 'colourBlindSafe'],
    [LIGHT, 'paper'],
    [DARK, 'colourBlindSafe'],
    [DARK, 'paper'],
  ] as const)(
    'draw ordered families so that they stand out and their names can be read',
    (theme, palette) => {
      for (let index = 0; index < 5; index += 1) {
        const colour = inkColour({ ...theme, palette }, { kind: 'ordinal', index, count: 5 });
        expect(contrast(colour, theme.surface)).toBeGreaterThan(WCAG_GRAPHICS);
        expect(contrast(wordColour(theme, colour), theme.surface)).toBeGreaterThanOrEqual(WCAG_TEXT);
      }
    },
  );

  it('tell neighbours in ordered families apart', () => {
    for (const theme of [LIGHT, DARK]) {
      for (const palette of ['colourBlindSafe', 'paper'] as const) {
        const labs = [0, 1, 2, 3, 4].map((index) =>
          labOf(inkColour({ ...theme, palette }, { kind: 'ordinal', index, count: 5 })),
        );
        labs.slice(1).forEach(({ l, a, b }, i) => {
          const from = labs[i]!;
          expect(Math.hypot(l - from.l, a - from.a, b - from.b)).toBeGreaterThan(DISTINCT);
        });
      }
    }
  });

  it('write on shades so that it can be read', () => {
    for (const theme of [LIGHT, DARK]) {
      for (const ink of [DIVERGED, { kind: 'magnitude' } as const]) {
        for (let t = 0; t <= 1; t += 0.05) {
          const ground = shadeColour(theme, ink, t);
          expect(contrast(ground, readableOn(ground))).toBeGreaterThan(WCAG_TEXT - 0.3);
        }
      }
    }
  });
});
