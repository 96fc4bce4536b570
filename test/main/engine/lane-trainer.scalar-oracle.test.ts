import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geluModel, linearModel, type Model } from '@shared/network/model';
import { keyAt, normals } from '@shared/numerics/random/content';
import type { RunTask } from '@shared/training/run-course';
import type { RunResult } from '@shared/training/run-result';
import { simulateRun } from '@shared/training/simulate-run';
import { checkpointBytes, checkpointFrom } from '../../../src-main/engine/checkpoint-bytes';
import { kernelFor } from '../../../src-main/engine/kernel/kernel-for';
import type { LaneKernel } from '../../../src-main/engine/kernel/lane-kernel';
import { LaneTrainer } from '../../../src-main/engine/lane-trainer';
import { RunInWork } from '../../../src-main/engine/run-in-work';
import { randomGeluNetwork } from '../../builders/gelu-networks';
import { randomNetwork, randomProblem } from '../../builders/networks';

const STEPS = [1, 7, 49, 50, 51, 100, 137, 250, 403];

/** A linear network, or, of those with one output, every third time a GELU network. */
function modelOf(widths: readonly number[], seed: number): Model {
  const { problem } = randomProblem(15, widths[0]!, seed, true);
  const { network } = randomNetwork(widths, seed, 1);
  return widths.at(-1) === 1 && seed % 3 === 0
    ? geluModel(network, problem, randomGeluNetwork(widths, seed).table)
    : linearModel(network, problem);
}

/** Runs of one model that differ in all that a lane may differ in. */
function tasksOf(model: Model, seed: number, count: number, traced: boolean): RunTask[] {
  return Array.from({ length: count }, (_, i) => ({
    model,
    // From one that stands still to one that diverges.
    learningRate: 10 ** (-6 + (8 * ((seed + 5 * i) % 13)) / 13),
    steps: STEPS[(seed + i) % STEPS.length]!,
    draws: {
      layer: () => new Float64Array(0),
      powerIterationStart: (updates, length) => normals(keyAt(seed, ['start', i, updates]), length),
    },
    initialise: (out) => {
      const scale = 0.1 + ((seed + i) % 7) / 4;
      out.set(normals(keyAt(seed, ['weights', i]), out.length).map((entry) => scale * entry));
    },
    trace: traced ? { every: 9, quantities: ['excessRisk', 'sharpness', 'sharpnessAsPublished'] } : null,
    publishedPhase: 1,
  }));
}

function scalar(task: RunTask, repetition: number): RunResult {
  const slices = simulateRun(task);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return { cell: 0, repetition, ...value };
  }
}

/** The same kernel; `found` is called for every subnormal lane. */
function counting(kernel: LaneKernel, found: () => void): LaneKernel {
  return new Proxy(kernel, {
    get: (target, name) => {
      if (name !== 'hasSubnormals') {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      }
      return (lane: number) => {
        const has = target.hasSubnormals(lane);
        if (has) found();
        return has;
      };
    },
  });
}

function trainerOf(model: Model): LaneTrainer {
  return new LaneTrainer(model, kernelFor(model));
}

function inOrder(results: readonly RunResult[]): RunResult[] {
  return [...results].sort((a, b) => a.repetition - b.repetition);
}

const WIDTHS = [
  [1, 1],
  [2, 1],
  [3, 3, 1],
  [2, 4, 3, 1],
  [3, 3, 3],
  [12, 11, 1],
  [5, 5, 5, 5, 1],
];

describe('runs in lanes give the bits of the scalar code', () => {
  it('whatever shares their block, and account for every update (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...WIDTHS),
        fc.integer({ min: 1, max: 11 }),
        fc.boolean(),
        (seed, widths, count, traced) => {
          const model = modelOf(widths, seed);
          const tasks = tasksOf(model, seed, count, traced);
          const trainer = trainerOf(model);
          tasks.forEach((task, repetition) =>
            trainer.add((curvature) => new RunInWork({ cell: 0, repetition }, task, curvature, null)),
          );
          let steps = 0;
          const results: RunResult[] = [];
          while (trainer.runs > 0) {
            steps += trainer.work(performance.now());
            results.push(...trainer.takeResults());
          }
          expect(inOrder(results)).toEqual(tasks.map(scalar));
          expect(steps).toBe(tasks.reduce((sum, task) => sum + task.steps, 0));
        },
      ),
      { numRuns: 60, seed: 4 },
    );
  });

  it('also where a run stands still beside one in its tail', () => {
    const { problem } = randomProblem(15, 2, 1, true);
    const { network } = randomNetwork([2, 1, 1], 1, 1);
    const model = geluModel(network, problem, randomGeluNetwork([2, 1, 1], 1).table);
    const [still, moving] = tasksOf(model, 3, 2, false).map((task, i) => ({
      ...task,
      // Far on the side where GELU is 0: no gradient, and no convergence.
      initialise: (out: Float64Array) => (i === 0 ? out.fill(-1e3) : task.initialise(out)),
      learningRate: 1,
      steps: i === 0 ? 2000 : 100,
    }));
    const trainer = trainerOf(model);
    [still!, moving!].forEach((task, repetition) =>
      trainer.add((curvature) => new RunInWork({ cell: 0, repetition }, task, curvature, null)),
    );
    const results: RunResult[] = [];
    while (trainer.runs > 0) {
      trainer.work(performance.now());
      results.push(...trainer.takeResults());
    }
    expect(inOrder(results)).toEqual([still!, moving!].map(scalar));
  });

  it('also where they go on from checkpoints (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...WIDTHS),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 120 }),
        fc.boolean(),
        (seed, widths, count, slices, traced) => {
          const model = modelOf(widths, seed);
          const tasks = tasksOf(model, seed, count, traced);
          const first = trainerOf(model);
          tasks.forEach((task, repetition) =>
            first.add((curvature) => new RunInWork({ cell: 0, repetition }, task, curvature, null)),
          );
          for (let i = 0; i < slices; i += 1) first.work(performance.now());
          first.settle(Infinity);
          const results = first.takeResults();
          const known = new Map(
            first.checkpoints().map((each) => [each.repetition, checkpointFrom(checkpointBytes(each))]),
          );
          const ended = new Set(results.map(({ repetition }) => repetition));
          const second = trainerOf(model);
          tasks.forEach((task, repetition) => {
            if (ended.has(repetition)) return;
            second.add(
              (curvature) =>
                new RunInWork({ cell: 0, repetition }, task, curvature, known.get(repetition) ?? null),
            );
          });
          while (second.runs > 0) {
            second.work(performance.now());
            results.push(...second.takeResults());
          }
          expect(inOrder(results)).toEqual(tasks.map(scalar));
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  it('also where subnormal numbers set some of them apart, half-way (property)', () => {
    let apart = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 14 }), (seed, count) => {
        const widths = [3, 3, 1];
        const { problem } = randomProblem(15, 3, seed, true);
        const model = linearModel(randomNetwork(widths, seed, 1).network, problem);
        const tasks = tasksOf(model, seed, count, false).map((task, i) => ({
          ...task,
          steps: 400,
          learningRate: 0.01,
          // The product of two layers of this size is subnormal, and stays so for all of 400 updates.
          initialise: (out: Float64Array) => {
            task.initialise(out);
            if ((seed + i) % 3 === 0) out.forEach((entry, j) => (out[j] = 1e-160 * entry));
          },
        }));
        const kernel = kernelFor(model);
        const trainer = new LaneTrainer(
          model,
          counting(kernel, () => (apart += 1)),
          0,
        );
        tasks.forEach((task, repetition) =>
          trainer.add((curvature) => new RunInWork({ cell: 0, repetition }, task, curvature, null)),
        );
        const results: RunResult[] = [];
        while (trainer.runs > 0) {
          trainer.work(performance.now());
          results.push(...trainer.takeResults());
        }
        expect(inOrder(results)).toEqual(tasks.map(scalar));
      }),
      { numRuns: 40, seed: 6 },
    );
    expect(apart).toBeGreaterThan(100);
  });
});
