import { describe, expect, it } from 'vitest';
import { textParts } from '@shared/drawing/words/figure-text';

describe('text with scripts', () => {
  it('is split', () => {
    expect(textParts('S_{min} = e^{−t}')).toEqual([
      { text: 'S', level: 'base' },
      { text: 'min', level: 'sub' },
      { text: ' = e', level: 'base' },
      { text: '−t', level: 'sup' },
    ]);
  });
});
