import { describe, expect, it } from 'vitest';
import { labelledTicks, minorTicks } from '@shared/drawing/plot/ticks';
import { placeAlong } from '@shared/drawing/plot/places';
import { linearAxis, logAxis } from '@shared/figures/axis';
import type { FigureAxis } from '@shared/figures/figure-data';

function labels(axis: FigureAxis, length: number, width: number): string[] {
  return labelledTicks(axis, placeAlong(axis, 0, length), () => width, 2).map(({ label }) => label);
}

describe('tick labels', () => {
  const linear = linearAxis('', [-10, 50]);
  const log = logAxis('', [0.01, 0.5], true);

  it('are all there where they fit', () => {
    expect(labels(linear, 500, 10)).toEqual(linear.ticks.map(({ label }) => label));
  });

  it('keep 0 where they are thinned', () => {
    expect(labels(linear, 100, 20)).toEqual(['0', '20', '40']);
  });

  it('keep powers of ten on logarithmic axes', () => {
    expect(labels(log, 300, 20)).toEqual(['0.01', '0.02', '0.05', '0.1', '0.2', '0.5']);
    expect(labels(log, 100, 20)).toEqual(['0.01', '0.1']);
  });

  it('have small ticks between them only where these can be told apart', () => {
    expect(minorTicks(linear)).toEqual([]);
    expect(minorTicks(log)).toEqual([0.03, 0.04, 0.06, 0.07, 0.08, 0.09, 0.3, 0.4]);
    expect(minorTicks(logAxis('', [1e-30, 1], true)).length).toBeLessThan(31);
  });

  it('has no small ticks that would touch each other, nor any without ticks', () => {
    const log = logAxis('', [1e-3, 1e2], true);
    expect(minorTicks(log, 200, 1.5).length).toBeGreaterThan(30);
    expect(minorTicks(log, 100, 1.5)).toEqual([]);
    expect(minorTicks(logAxis('', [], true))).toEqual([]);
  });
});
