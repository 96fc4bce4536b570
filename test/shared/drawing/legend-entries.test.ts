import { expect, it } from 'vitest';
import { legendEntries } from '@shared/drawing/legend/entries';
import type { AnyFigure } from '@shared/figures/figure-request';
import { DEPTHS, SHARPNESS, SHARPNESS_ALL, SHARPNESS_DEPTHS } from './figures';

function names(figure: AnyFigure): string[] {
  return figure.kind === 'lines' ? legendEntries(figure.figure.panels).map(({ name }) => name) : [];
}

it('a legend names 2/η once, however many there are, and every bound', () => {
  expect(names(SHARPNESS_ALL)).toEqual([
    'η = 0.005',
    'η = 0.02',
    'η = 0.07',
    'η = 0.1',
    'η = 0.2',
    'At initialisation',
    '2/η',
    'Bounds 2La = 18.60, 8LΛ = 128.0',
    'S_{min} = 18.70',
  ]);
  expect(names(SHARPNESS)).toContain('2/η');
});

it('a legend has nothing of a series without a point', () => {
  if (SHARPNESS.kind !== 'lines') throw new Error('lines');
  const [panel] = SHARPNESS.figure.panels;
  const series = panel!.series.map((one) => ({
    ...one,
    points: one.points.map((at) => ({ ...at, y: null })),
  }));
  const found = legendEntries([{ ...panel!, series }]).map(({ name }) => name);
  expect(found).toEqual(['2/η', 'Bounds 2La = 18.60, 8LΛ = 128.0', 'S_{min} = 18.70']);
});

it('a legend says what lines of several depths are', () => {
  expect(names(DEPTHS)).toEqual(['L = 5', 'L = 10', 'L = 20', 'L = 40', 'Bound of 2/S_{min}', '2/S_{min}']);
  expect(names(SHARPNESS_DEPTHS).slice(4, 7)).toEqual(['2/η', 'Bound 2La', 'S_{min}']);
});
