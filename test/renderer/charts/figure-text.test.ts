import { describe, expect, it } from 'vitest';
import { richText } from '../../../src-renderer/charts/figure-text';

describe('text with scripts', () => {
  it('is rich', () => {
    expect(richText('S_{min} x')).toBe('S{sub|min} x');
  });
});
