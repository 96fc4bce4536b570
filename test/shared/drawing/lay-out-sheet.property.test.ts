import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layOutSheet } from '@shared/drawing/lay-out-sheet';
import { LEGENDS } from '@shared/drawing/sheet';
import { venueStyle } from '@shared/drawing/venues';
import { linearAxis, logAxis } from '@shared/figures/axis';
import type { FigureData, FigurePanel, FigurePoint } from '@shared/figures/figure-data';
import { evenMetrics } from './font-metrics';
import { beyond } from './seen';

const value = fc.oneof(
  fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
  fc.constantFrom(0, 1, 1e300, 1e-300),
);
const point: fc.Arbitrary<FigurePoint> = fc.record({
  x: fc.double({ min: 0.01, max: 100, noNaN: true }),
  y: fc.option(value),
  low: fc.option(value),
  high: fc.option(value),
  n: fc.constant(3),
});

const panel: fc.Arbitrary<FigurePanel> = fc
  .record({
    lines: fc.array(fc.array(point, { maxLength: 12 }), { maxLength: 12 }),
    logarithmic: fc.boolean(),
    marked: fc.boolean(),
    heights: fc.array(value, { maxLength: 4 }),
  })
  .map(({ lines, logarithmic, marked, heights }) => {
    const axis = logarithmic ? (title: string, of: number[]) => logAxis(title, of, true) : linearAxis;
    const points = lines.flat();
    return {
      x: linearAxis(
        'Scale σ',
        points.map(({ x }) => x),
      ),
      y: axis(
        'Sharpness S',
        points.flatMap(({ y }) => (y === null ? [] : [y])),
      ),
      series: lines.map((own, index) => ({
        id: `${index}`,
        label: index === 3 ? '' : `η = ${index}`,
        ink: { kind: 'ordinal', index, count: lines.length },
        points: own.toSorted((a, b) => a.x - b.x),
        marked,
      })),
      references: heights.map((y, index) => ({
        id: `stability-${index}`,
        label: `2/η = ${index}`,
        meaning: '',
        stroke: 'dashed',
        ink: { kind: 'theory' },
        along: { y },
      })),
    };
  });

const figure: fc.Arbitrary<FigureData> = fc.array(panel, { minLength: 1, maxLength: 2 }).map((panels) => ({
  id: 'figure',
  title: 'A figure',
  panels,
  caption: '',
  notes: [],
}));

it('whatever a figure holds, it lies on its sheet, in finite numbers', () => {
  fc.assert(
    fc.property(figure, fc.constantFrom(...LEGENDS), (one, legend) => {
      const style = { ...venueStyle('neurips', 1, 1), legend };
      const { drawing } = layOutSheet(
        [{ kind: 'lines', figure: one }],
        { columns: 1, style },
        null,
        evenMetrics(),
      );
      expect(beyond(drawing)).toBeLessThanOrEqual(0);
      // What is not finite becomes null in JSON; marks have no other null among their numbers.
      expect(JSON.stringify(drawing.marks)).not.toMatch(/[[,:]null[,\]]\s*(?=\d|null|\])/);
    }),
    { numRuns: 100 },
  );
});
