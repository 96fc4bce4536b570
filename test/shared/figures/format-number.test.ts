import { describe, expect, it } from 'vitest';
import {
  formatNumber,
  formatSetting,
  formatSettingAs,
  formatTick,
  settingLabels,
} from '@shared/figures/format-number';

describe('numbers', () => {
  it('have their digits counted after rounding', () => {
    expect(formatNumber(0.999999)).toBe('1.000');
    expect(formatNumber(99.9999)).toBe('100.0');
    expect(formatNumber(-0.00012345)).toBe('−1.234×10⁻⁴');
  });

  it('can be written as programs read them', () => {
    expect(formatNumber(-0.00012345, 3, 'e')).toBe('−1.23e-4');
    expect(formatNumber(2.5e7, 4, 'e')).toBe('2.500e7');
    expect(formatNumber(0.25, 4, 'e')).toBe('0.2500');
    expect(formatSettingAs(0.00002, 'e')).toBe('2e-5');
    expect(formatSetting(0.00002)).toBe('2×10⁻⁵');
  });
});

describe('tick labels', () => {
  it('are powers of ten away from one', () => {
    expect(formatTick(1, -5)).toBe('10⁻⁵');
    expect(formatTick(2, 4)).toBe('2×10⁴');
    expect(formatTick(5, -2)).toBe('0.05');
    expect(formatTick(1, 2)).toBe('100');
  });
});

describe('labels of settings', () => {
  it('shorten long ones only, and only as far as they stay different', () => {
    expect(settingLabels([0.25, 0.2888889, 0.3277778])).toEqual(['0.25', '0.29', '0.33']);
    expect(settingLabels([0.125, 0.13])).toEqual(['0.125', '0.13']);
    expect(settingLabels([0.123456, 0.123777])).toEqual(['0.123', '0.124']);
    expect(settingLabels([0.0001234567, 0.1])).toEqual(['1.2×10⁻⁴', '0.1']);
  });
});
