import type { RunTask } from '@shared/training/run-course';
import { kernelFor } from '../../engine/kernel/kernel-for';
import { LaneTrainer } from '../../engine/lane-trainer';
import { RunInWork } from '../../engine/run-in-work';
import { taskOf, type BenchShape } from './shapes';
import { ratios, timeInTurns, type Spread } from './timing';

const SHAPE: BenchShape = { activation: 'identity', features: 5, depth: 10 };
/** Ten layers of weights of this size have subnormal products, and gradients too small to change a weight of size 1. */
const DYING_SCALE = 1e-32;
const RUNS = 24;
/** Of each four, one is dying. */
const DYING_EVERY = 4;
const STEPS = 4000;
const TURNS = 5;

export interface SubnormalReport {
  /** Time of a block with one such lane over that of one without. */
  readonly block: Spread;
  /** Time of healthy runs among dying ones in a trainer, over that of the same runs alone. */
  readonly trainer: Spread;
}

/** What it costs healthy runs that others compute with subnormal numbers. */
export function measureSubnormals(): SubnormalReport {
  const healthy = Array.from({ length: RUNS }, (_, repetition) => ({
    ...taskOf(SHAPE, repetition),
    steps: STEPS,
  }));
  const { model } = healthy[0]!;
  const dying = healthy.slice(0, RUNS / DYING_EVERY).map(shrunk);
  const [calm, disturbed] = timeInTurns([
    blockOf(healthy.slice(0, 4)),
    blockOf([dying[0]!, ...healthy.slice(1, 4)]),
  ]);
  const alone: number[] = [];
  const among: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    alone.push(timeToTrain(healthy, []));
    among.push(timeToTrain(healthy, dying));
  }
  return { block: ratios(disturbed!, calm!), trainer: ratios(among, alone) };

  function blockOf(tasks: readonly RunTask[]): (steps: number) => void {
    const kernel = kernelFor(model);
    tasks.forEach((task, lane) => kernel.load(lane, weightsOf(task), task.learningRate));
    return (steps) => kernel.advance(steps, false, false);
  }

  /** Milliseconds until all healthy runs are through; a dying one is met before every few of them. */
  function timeToTrain(runs: readonly RunTask[], others: readonly RunTask[]): number {
    const trainer = new LaneTrainer(model, kernelFor(model));
    const add = (task: RunTask, cell: number): void =>
      trainer.add((curvature) => new RunInWork({ cell, repetition: 0 }, task, curvature, null));
    runs.forEach((task, i) => {
      const other = others[i / DYING_EVERY];
      if (other !== undefined) add(other, 1);
      add(task, 0);
    });
    const start = performance.now();
    for (let through = 0; through < runs.length;) {
      trainer.work(performance.now());
      through += trainer.takeResults().filter(({ cell }) => cell === 0).length;
    }
    return performance.now() - start;
  }
}

function shrunk(task: RunTask): RunTask {
  return {
    ...task,
    initialise: (out) => {
      task.initialise(out);
      for (let i = 0; i < out.length; i += 1) out[i]! *= DYING_SCALE;
    },
  };
}

function weightsOf(task: RunTask): Float64Array {
  const weights = new Float64Array(task.model.shape.parameterCount);
  task.initialise(weights);
  return weights;
}
