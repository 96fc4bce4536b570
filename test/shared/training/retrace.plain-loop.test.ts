import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { retrace } from '@shared/training/retrace';
import type { RunTask } from '@shared/training/run-course';
import type { TraceSeries } from '@shared/training/run-result';
import { simulateRun } from '@shared/training/simulate-run';
import { isTooCoarse, traceEnd } from '@shared/training/trace-end';
import { smallSpec } from '../../builders/small-experiment';

const STEPS = 4000;
const QUANTITIES = ['excessRisk', 'sharpness'] as const;
const spec = smallSpec({
  grid: {
    depths: [3],
    scales: [0.3, 1.5],
    training: [
      { learningRate: 0.01, steps: STEPS, repetitions: 1 },
      { learningRate: 0.3, steps: STEPS, repetitions: 1 },
    ],
  },
});
const prepared = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);

function taskAt(scale: number, learningRate: number): RunTask {
  const cell = plan(spec).cells.find((own) => own.scale === scale && own.learningRate === learningRate)!;
  return prepared.task(cell, 0);
}

function toEnd<T>(slices: Generator<number, T>): T {
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

/** Every step of the run, as a run that records its course has them. */
function everyStep(task: RunTask): readonly TraceSeries[] {
  return toEnd(simulateRun({ ...task, trace: { every: 1, quantities: QUANTITIES } })).traces;
}

function expectTaken(coarse: readonly TraceSeries[], fine: readonly TraceSeries[]): void {
  coarse.forEach(({ quantity, every, values }, q) => {
    expect(fine[q]!.quantity).toBe(quantity);
    values.forEach((value, i) => expect(value).toBe(fine[q]!.values[i * every]));
  });
}

describe('the course of a run that is computed again', () => {
  it('is sampled where a run that diverges lived, and ends where it broke off', () => {
    const task = taskAt(1.5, 0.3);
    const fine = everyStep(task);
    const end = traceEnd(fine)!;
    expect(end).toBeGreaterThan(1);
    expect(end).toBeLessThan(50);
    for (const samples of [5, 40, 400]) {
      const course = toEnd(retrace(task, QUANTITIES, samples));
      expectTaken(course, fine);
      const { every, values } = course[0]!;
      const lived = values.filter(Number.isFinite).length;
      expect(lived).toBeGreaterThanOrEqual(Math.min(end, Math.floor(samples / 2)));
      expect(lived).toBeLessThanOrEqual(samples);
      expect(traceEnd(course)).toBe(every * Math.ceil(end / every));
    }
  });

  it('is spread over all of a run that stays finite', () => {
    const task = taskAt(0.3, 0.01);
    const course = toEnd(retrace(task, QUANTITIES, 100));
    expectTaken(course, everyStep(task));
    expect(course.map(({ every, values }) => [every, values.length])).toEqual([
      [40, 101],
      [40, 101],
    ]);
    expect(traceEnd(course)).toBeNull();
  });
});

describe('the end of a recorded course', () => {
  const series = (quantity: TraceSeries['quantity'], every: number, values: number[]): TraceSeries => ({
    quantity,
    every,
    values: Float64Array.from(values),
  });

  it('is where the last of its series ends', () => {
    expect(traceEnd([series('excessRisk', 5, [1, NaN, NaN]), series('sharpness', 5, [1, 1, NaN])])).toBe(10);
    expect(traceEnd([series('excessRisk', 5, [1, NaN, 1])])).toBeNull();
    expect(traceEnd([series('excessRisk', 5, [])])).toBeNull();
    expect(traceEnd([])).toBeNull();
  });

  it('is too coarse where few samples lie before it and a closer look is possible', () => {
    expect(isTooCoarse([series('excessRisk', 5, [1, NaN, NaN])])).toBe(true);
    expect(isTooCoarse([series('excessRisk', 1, [1, NaN, NaN])])).toBe(false);
    expect(isTooCoarse([series('excessRisk', 5, [1, 1, 1])])).toBe(false);
  });
});
