import { describe, expect, it } from 'vitest';
import { richText } from '../../../src-renderer/charts/figure-text';

describe('text with scripts', () => {
  it('is rich', () => {
    expect(richText('S_{min} x')).toBe('S{sub|min} x');
  });

  it('has raised stars', () => {
    expect(richText('‖w_{prod} − w⋆‖²')).toBe('‖w{sub|prod} − w{sup|⋆}‖²');
  });
});
