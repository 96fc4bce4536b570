import { describe, expect, it } from 'vitest';
import { inches, millimetres, toInches, toMillimetres } from '@shared/drawing/units';
import { DEFAULT_STYLE, VENUES, venueStyle } from '@shared/drawing/venues';

describe('venues', () => {
  it('have the widths that their style files give', () => {
    expect(VENUES.map(({ id, width }) => [id, width])).toEqual([
      ['neurips', 396],
      ['icml', 234],
      ['icml-wide', 486],
      ['jmlr', 432],
      ['slides', 720],
      ['free', 468],
    ]);
  });

  it('grow downwards with their rows; slides stay 16:9', () => {
    const one = venueStyle('neurips', 2, 2);
    expect(venueStyle('neurips', 4, 2).height).toBeCloseTo(2 * one.height, -1);
    const slide = venueStyle('slides', 4, 2);
    expect(slide.width / slide.height).toBeCloseTo(16 / 9);
    expect(DEFAULT_STYLE).toEqual(venueStyle('neurips', 1, 1));
  });
});

describe('lengths', () => {
  it('are points of 1/72 inch', () => {
    expect(inches(1)).toBe(72);
    expect(millimetres(25.4)).toBeCloseTo(72);
    expect(toMillimetres(millimetres(140))).toBeCloseTo(140);
    expect(toInches(inches(5.5))).toBe(5.5);
  });
});
