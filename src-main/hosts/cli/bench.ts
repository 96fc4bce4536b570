import { availableParallelism, cpus } from 'node:os';
import { Command } from 'commander';
import { INITIALISATIONS } from '@shared/catalogue';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { powerIteration } from '@shared/curvature/power-iteration';
import { sharpness } from '@shared/curvature/sharpness';
import { drawnDataSet } from '@shared/experiment/load-data';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import { experimentSpecSchema } from '@shared/experiment/spec';

import { formatNumber } from '@shared/figures/format-number';
import { linearModel } from '@shared/network/model';
import { linearWorkspace } from '@shared/network/linear-network';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import { printJson, printLine, printTable } from './output';

/** Timed repetitions of each measurement; the table shows their median and range. */
const SAMPLES = 9;
/** Time that one repetition takes at least, in milliseconds. */
const SAMPLE_MS = 60;
/** Small enough that no shape diverges while it is timed. */
const LEARNING_RATE = 1e-4;

const SHAPES = [
  { features: 5, depth: 10 },
  { features: 5, depth: 40 },
  { features: 20, depth: 5 },
  { features: 64, depth: 5 },
];

interface Timing {
  /** Nanoseconds a call: median, least and most. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Times `work(calls)`, after as long a warm-up. */
function time(work: (calls: number) => void): Timing {
  let calls = 1;
  for (let spent = 0; spent < SAMPLE_MS; calls *= 2) {
    const start = performance.now();
    work(calls);
    spent = performance.now() - start;
  }
  const samples = Array.from({ length: SAMPLES }, () => {
    const start = performance.now();
    work(calls);
    return ((performance.now() - start) * 1e6) / calls;
  }).sort((a, b) => a - b);
  return { median: samples[(SAMPLES - 1) / 2]!, low: samples[0]!, high: samples[SAMPLES - 1]! };
}

function prepared(features: number, depth: number): PreparedExperiment {
  const spec = experimentSpecSchema.parse({
    version: 1,
    name: 'bench',
    data: { kind: 'synthetic', samples: 4 * features, features },
    network: { kind: 'residual' },
    initialisation: { family: 'residual' },
    grid: {
      depths: [depth],
      scales: [0.25],
      training: [{ learningRate: LEARNING_RATE, steps: 1, repetitions: 1 }],
    },
  });
  return prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
}

interface Measurement {
  readonly features: number;
  readonly depth: number;
  readonly parameters: number;
  readonly step: Timing;
  readonly powerIteration: Timing;
  readonly exactSharpness: Timing;
}

function measure(features: number, depth: number): Measurement {
  const experiment = prepared(features, depth);
  const { problem } = experiment;
  const { network } = experiment.model(depth);
  const cell = { index: 0, learningRate: LEARNING_RATE, scale: 0.25, depth, steps: 1, repetitions: 1 };
  const task = experiment.task(cell, 0);
  const weights = new Float64Array(network.shape.parameterCount);
  task.initialise(weights);
  const start = task.draws.powerIterationStart(0, weights.length);
  const workspace = linearWorkspace(network);
  const repeat =
    (call: () => unknown) =>
    (calls: number): void => {
      for (let i = 0; i < calls; i += 1) call();
    };
  return {
    features,
    depth,
    parameters: weights.length,
    powerIteration: time(repeat(() => powerIteration(linearHessian(network, problem, weights), start))),
    exactSharpness: time(repeat(() => sharpness(linearModel(network, problem), weights, () => start))),
    step: time(repeat(() => gradientDescentStep(network, problem, LEARNING_RATE, weights, workspace))),
  };
}

function shown({ median, low, high }: Timing): string {
  return `${formatNumber(median)} (${formatNumber(low, 3)}–${formatNumber(high, 3)})`;
}

function main(): void {
  const options = new Command('bench')
    .description('time the engine on this machine')
    .option('--json', 'print JSON')
    .parse(process.argv)
    .opts<{ json?: true }>();
  const rows = SHAPES.map(({ features, depth }) => measure(features, depth));
  if (options.json) {
    printJson({
      processor: cpus()[0]?.model ?? '',
      cores: availableParallelism(),
      node: process.version,
      rows,
    });
    return;
  }
  printLine(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}; one core, scalar engine`,
  );
  printLine('');
  printTable(
    [
      'd',
      'L',
      'parameters',
      'step, ns',
      'ns a parameter',
      '20 power iterations / step',
      'exact sharpness / step',
    ],
    rows.map(({ features, depth, parameters, step, powerIteration: power, exactSharpness }) => [
      String(features),
      String(depth),
      String(parameters),
      shown(step),
      formatNumber(step.median / parameters, 3),
      formatNumber(power.median / step.median, 3),
      formatNumber(exactSharpness.median / step.median, 3),
    ]),
  );
  printLine('');
  printLine(
    `Medians of ${SAMPLES} samples (least–most); the last two columns are ratios to one step of the same shape.`,
  );
}

main();
