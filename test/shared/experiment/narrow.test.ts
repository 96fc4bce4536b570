import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { ResultsDigest } from '@shared/experiment/digest';
import { drawnDataSet } from '@shared/experiment/load-data';
import { narrow } from '@shared/experiment/narrow';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';

const full = findPreset('figure-3')!.spec;

function narrowed(by: Parameters<typeof narrow>[1]): ExperimentSpec {
  const result = narrow(full, by);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.spec;
}

describe('narrowing', () => {
  it('selects by value, to a relative 10⁻⁶, in the order of the full grid', () => {
    const spec = narrowed({ learningRates: [0.07, 0.00500000001], scales: [0.2888889] });
    expect(spec.grid.training.map(({ learningRate }) => learningRate)).toEqual([0.005, 0.07]);
    expect(spec.grid.scales).toEqual([full.grid.scales[1]]);
    expect(spec.name).toMatch(/^figure-3-part-[0-9a-f]{6}$/);
  });

  it('caps repetitions and steps', () => {
    expect(
      narrowed({ repetitions: 30, steps: 3000 }).grid.training.map(({ steps, repetitions }) => [
        steps,
        repetitions,
      ]),
    ).toEqual([
      [3000, 20],
      [3000, 20],
      [3000, 20],
      [3000, 20],
      [2000, 30],
    ]);
  });

  it('is the same experiment where nothing changes', () => {
    expect(narrowed({ scales: full.grid.scales, steps: 40000 })).toBe(full);
  });

  it('refuses what is not there', () => {
    expect(narrow(full, { learningRates: [0.3], scales: [1], repetitions: 0, steps: 1e6 })).toMatchObject({
      ok: false,
      problems: [
        {
          message: expect.stringContaining(
            '0.3 is not a learning rate of this experiment; it has 0.005, 0.02',
          ),
        },
        { message: expect.stringContaining('1 is not a scale') },
        { message: expect.stringContaining('repetitions is 0; it must be an integer from 1 to 80') },
        { message: expect.stringContaining('steps is 1000000; it must be an integer from 1 to 40000') },
      ],
    });
  });

  it('changes no draw', () => {
    const data = drawnDataSet(full)!;
    const part = narrowed({ learningRates: [0.1], scales: [0.6], steps: 200, repetitions: 3 });
    const weights = (spec: ExperimentSpec, rate: number, scale: number): Float64Array => {
      const prepared = prepareExperiment(spec, data, INITIALISATIONS);
      const cell = plan(spec).cells.find((c) => c.learningRate === rate && c.scale === scale)!;
      const out = new Float64Array(230);
      prepared.task(cell, 2).initialise(out);
      return out;
    };
    const scale = full.grid.scales[9]!;
    expect(weights(part, 0.1, scale)).toEqual(weights(full, 0.1, scale));
  });
});

describe('the digest of results', () => {
  it('depends on every part of every run', () => {
    const cell = plan(full).cells[0]!;
    const run = {
      repetition: 0,
      stepsTaken: 10,
      outcome: 'converged',
      measures: [{ measure: 'finalRisk', value: 1, error: null, method: null }],
      traces: [{ quantity: 'excessRisk', every: 1, values: Float64Array.of(1, NaN) }],
    } as const;
    const digest = (change: object, place = cell): string => {
      const results = new ResultsDigest();
      results.addRun(place, { ...run, ...change });
      return results.finish();
    };
    const variants = [
      digest({}),
      digest({ repetition: 1 }),
      digest({ stepsTaken: 11 }),
      digest({ outcome: 'cycling' }),
      digest({ measures: [{ ...run.measures[0], value: 1 + Number.EPSILON }] }),
      digest({ measures: [{ ...run.measures[0], error: 0 }] }),
      digest({ measures: [{ ...run.measures[0], method: 'lanczos' }] }),
      digest({ measures: [] }),
      digest({ traces: [] }),
      digest({ traces: [{ ...run.traces[0], values: Float64Array.of(1, 2) }] }),
      digest({}, { ...cell, scale: 9 }),
    ];
    expect(new Set(variants).size).toBe(variants.length);
    expect(digest({})).toBe(variants[0]);
  });
});
