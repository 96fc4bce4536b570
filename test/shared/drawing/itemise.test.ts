import { describe, expect, it } from 'vitest';
import { itemise } from '@shared/drawing/words/itemise';

/** Italics between slashes, raised text in ^(), lowered in _(). */
function marked(text: string): string {
  return itemise(text)
    .map(({ text: part, slant, level }) => {
      const slanted = slant === 'italic' ? `/${part}/` : part;
      return level === 'base' ? slanted : level === 'sub' ? `_(${slanted})` : `^(${slanted})`;
    })
    .join('');
}

describe('symbols', () => {
  it.each([
    ['Sharpness S', 'Sharpness /S/'],
    ['Learning rate η', 'Learning rate /η/'],
    ['S_{min} = 18.70', '/S/_(min) = 18.70'],
    ['‖w_{prod} − w⋆‖²/d', '‖/w/_(prod) − /w/^(⋆)‖^(2)//d/'],
    ['8LΛ = 127', '8/L/Λ = 127'],
    ['2La', '2/La/'],
    ['2‖w⋆‖^{2−2/L}‖p‖^{2/L}La', '2‖/w/^(⋆)‖^(2−2/)^(/L/)‖/p/‖^(2/)^(/L/)/La/'],
    ['2/η = 400', '2//η/ = 400'],
    ['R² of a fit', '/R/^(2) of a fit'],
    ['e^{−t}', '/e/^(−)^(/t/)'],
    ['a_{i} and x̂', '/a/_(/i/) and /x̂/'],
  ])('in %s', (text, expected) => expect(marked(text)).toBe(expected));
});

describe('words stay upright', () => {
  it.each([
    'A dot a run, as I said',
    'Wilson’s 95 % interval',
    'e.g. here, i.e. there',
    'as in (b)',
    '20 runs a point',
  ])('%s', (text) => expect(marked(text)).toBe(text));
});

describe('numbers', () => {
  it('raise superscript signs and have a minus', () => {
    expect(marked('1.3×10⁻⁵')).toBe('1.3×10^(−5)');
    expect(marked('10³')).toBe('10^(3)');
    expect(marked('-5 and -0.5 to 2-3')).toBe('−5 and −0.5 to 2-3');
    expect(marked('-∞')).toBe('−∞');
  });
});
