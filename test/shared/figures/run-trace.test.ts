import { describe, expect, it } from 'vitest';
import { plan } from '@shared/experiment/plan';
import { runTrace } from '@shared/figures/run-trace';
import { thin } from '@shared/figures/thin';
import type { TraceSeries } from '@shared/training/run-result';
import { presetSpec, sourceOf } from './source';

const spec = presetSpec('figure-1-trajectories');
const source = sourceOf(spec, () => ({}));
const cell = plan(spec).cells[0]!;

function traces(length: number, value: (i: number) => number): TraceSeries[] {
  const values = Float64Array.from({ length }, (_, i) => value(i));
  return [
    { quantity: 'squaredDistance', every: 5, values },
    { quantity: 'sharpness', every: 5, values },
  ];
}

describe('the course of a run', () => {
  it('has two panels over the same steps, with 2/η, the bounds and S_min in the second', () => {
    const figure = runTrace(
      source,
      cell,
      0,
      traces(91, (i) => 1 / (i + 1)),
    );
    expect(figure.panels).toHaveLength(2);
    const [distance, sharpness] = figure.panels;
    expect(distance!.references).toEqual([]);
    expect(sharpness!.references.map(({ stroke }) => stroke)).toEqual([
      'dashed',
      'dotted',
      'solid',
      'dotted',
    ]);
    expect(distance!.x.domain).toEqual(sharpness!.x.domain);
    expect(distance!.series[0]!.points.at(-1)!.x).toBe(450);
  });

  it('breaks off where the parameters are no longer finite, and says so', () => {
    const figure = runTrace(
      source,
      cell,
      0,
      traces(91, (i) => (i < 10 ? 1 : NaN)),
    );
    expect(figure.panels[0]!.series[0]!.points[9]!.y).toBe(1);
    expect(figure.panels[0]!.series[0]!.points[10]!.y).toBeNull();
    expect(figure.notes).toEqual(['From step 50 on the numbers of this run are no longer finite.']);
  });

  it('ends its axis a little after that, which an upright line marks', () => {
    const figure = runTrace(
      source,
      cell,
      0,
      traces(91, (i) => (i < 10 ? 1 : NaN)),
    );
    for (const { x, references } of figure.panels) {
      expect(x.domain[1]).toBeGreaterThan(50);
      expect(x.domain[1]).toBeLessThan(70);
      expect(references.at(-1)).toMatchObject({
        along: { x: 50 },
        ink: { kind: 'outcome', outcome: 'diverged' },
      });
    }
    expect(figure.panels[0]!.references[0]!.label).toBe('not finite from step 50 on');
  });

  it('shows a single sample as a dot', () => {
    const [panel] = runTrace(
      source,
      cell,
      0,
      traces(91, (i) => (i < 1 ? 1 : NaN)),
    ).panels;
    expect(panel!.series[0]!.marked).toBe(true);
    expect(panel!.series[0]!.points[0]).toMatchObject({ x: 0 });
  });

  it('goes on to its end where numbers are missing on the way only', () => {
    const figure = runTrace(
      source,
      cell,
      0,
      traces(91, (i) => (i === 10 ? NaN : 1)),
    );
    expect(figure.notes).toEqual([]);
    expect(figure.panels[0]!.x.domain[1]).toBeGreaterThan(450);
  });

  it('says which sharpness it shows', () => {
    expect(
      runTrace(
        source,
        cell,
        0,
        traces(3, () => 1),
      ).caption,
    ).toContain('exact');
    const published = traces(3, () => 1).map((trace) => ({
      ...trace,
      quantity: trace.quantity === 'sharpness' ? ('sharpnessAsPublished' as const) : trace.quantity,
    }));
    expect(runTrace(source, cell, 0, published).caption).toContain('20 power iterations');
  });
});

describe('thinning', () => {
  it('keeps all of what is short', () => {
    expect(thin([1, 2, 3], 5)).toEqual([0, 1, 2]);
  });

  it('keeps the envelope of what is long, in order and without repeats', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (i + 1));
    const kept = thin(values, 400);
    expect(kept.length).toBeLessThanOrEqual(400);
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    expect(kept).toContain(0);
    expect(kept).toContain(9999);
    // Every stretch of 100 keeps its extremes.
    for (let start = 0; start < 10_000; start += 100) {
      expect(kept).toContain(start + 99);
      expect(kept).toContain(start + 98);
    }
  });

  it('prefers numbers to what is none', () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i === 505 ? 7 : NaN));
    expect(thin(values, 40)).toContain(505);
  });
});
