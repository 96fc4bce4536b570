import { describe, expect, it } from 'vitest';
import { paperOf } from '@shared/drawing/paper';
import { setTitle } from '@shared/drawing/plot/titles';
import { DEFAULT_STYLE } from '@shared/drawing/venues';
import { DISTANCE_CONVENTIONS } from '@shared/figures/phrases';
import { realMetrics } from './font-metrics';

const PAPER = paperOf(DEFAULT_STYLE, realMetrics);
const lines = (title: string, length: number): readonly string[] => setTitle(PAPER, title, length).lines;

describe('the title of an axis', () => {
  const distance = DISTANCE_CONVENTIONS.asPublished.title;

  it('breaks between the words and the formula', () => {
    expect(lines(distance, 200)).toEqual([distance]);
    for (const length of [50, 60, 70, 80])
      expect(lines(distance, length)).toEqual(['Squared distance', '‖w_{prod} − w⋆‖²/d']);
    expect(lines('Excess risk R − R_{min}', 50)).toEqual(['Excess risk', 'R − R_{min}']);
    expect(lines('Sharpness S as published', 60)).toEqual(['Sharpness S', 'as published']);
  });

  it('is set smaller rather than with its symbol in a line of its own', () => {
    for (const length of [30, 35, 45]) expect(lines('Sharpness S', length)).toEqual(['Sharpness S']);
    expect(setTitle(PAPER, 'Sharpness S', 35).type.size).toBeLessThan(PAPER.words.size);
  });
});
