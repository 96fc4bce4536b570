import { describe, expect, it } from 'vitest';
import { extend, type Extension } from '@shared/experiment/extend';
import { narrow } from '@shared/experiment/narrow';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { smallSpec } from '../../builders/small-experiment';

function extended(by: Extension, spec: ExperimentSpec = smallSpec()): ExperimentSpec['grid'] {
  const result = extend(spec, by);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join());
  expect({ ...result.spec, grid: null }).toEqual({ ...spec, grid: null });
  return result.spec.grid;
}

function refusal(by: Extension): string {
  const result = extend(smallSpec(), by);
  if (result.ok) throw new Error('it was extended');
  return result.problems.map(({ message }) => message).join('\n');
}

describe('extending a spec', () => {
  it('raises repetitions and steps where they are fewer', () => {
    expect(extended({ repetitions: 8, steps: 150 }).training).toEqual([
      { learningRate: 0.01, steps: 200, repetitions: 8 },
      { learningRate: 0.3, steps: 150, repetitions: 8 },
    ]);
  });

  it('puts new places in order among the others, a rate with the schedule of the one next to it', () => {
    const grid = extended({ learningRates: [0.2, 0.001], scales: [0.9, 2], depths: [2] });
    expect(grid).toEqual({
      depths: [2, 3],
      scales: [0.3, 0.9, 1.5, 2],
      training: [
        { learningRate: 0.001, steps: 200, repetitions: 3 },
        { learningRate: 0.01, steps: 200, repetitions: 3 },
        { learningRate: 0.2, steps: 120, repetitions: 3 },
        { learningRate: 0.3, steps: 120, repetitions: 3 },
      ],
    });
  });

  it('keeps an order of the user’s own, with new places behind', () => {
    const own = smallSpec({
      grid: { depths: [3], scales: [1.5, 0.3], training: smallSpec().grid.training },
    });
    expect(extended({ scales: [0.9] }, own).scales).toEqual([1.5, 0.3, 0.9]);
  });

  it('takes schedules of the authors’ sweep under their scheme', () => {
    const narrowed = narrow(findPreset('figure-3')!.spec, {
      learningRates: [0.02],
      repetitions: 2,
      steps: 70,
    });
    if (!narrowed.ok) throw new Error('it was not narrowed');
    expect(extended({ learningRates: [0.2] }, narrowed.spec).training).toEqual([
      { learningRate: 0.02, steps: 70, repetitions: 2 },
      { learningRate: 0.2, steps: 2000, repetitions: 80 },
    ]);
  });

  it('refuses what adds nothing, and says why', () => {
    expect(refusal({})).toBe('nothing is added: say what the experiment is to have more of');
    expect(refusal({ repetitions: 3 })).toContain('repetitions is 3; it must be an integer above 3');
    expect(refusal({ steps: 120 })).toContain('steps is 120; it must be an integer above 120');
    expect(refusal({ scales: [0.3] })).toContain('0.3 is a scale of this experiment already');
    expect(refusal({ learningRates: [0.05, 0.05] })).toContain('0.05 is a learning rate');
  });
});
