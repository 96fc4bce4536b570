import { Command, Option } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import type { FlowFacts } from '@shared/figures/flow-facts';
import { FLOW_COORDINATE_CHOICES, type FlowCoordinateChoice } from '@shared/training/flow-course';
import { FLOW_DEFAULTS } from '@shared/training/gradient-flow';
import type { RunPlace } from '@shared/training/run-result';
import type { OpenSpec } from '../../../core/open-spec';
import { runFlow, type RunFlowProgress } from '../../../core/run-flow';
import { runReference } from '../../../core/run-reference';
import {
  count,
  index,
  number,
  withDataFolder,
  withJson,
  type FolderOptions,
  type JsonOption,
} from '../arguments';
import { reading } from '../archive';
import { printJson, say } from '../output';
import { printFlow } from '../print-flow';
import { openReference } from '../read-spec';

interface FlowCommandOptions extends FolderOptions, JsonOption {
  readonly cell?: number;
  readonly repetition?: number;
  readonly rtol: number;
  readonly atol: number;
  readonly excessRisk: number;
  readonly gradientNorm: number;
  readonly time?: number;
  readonly steps: number;
  readonly coordinate: FlowCoordinateChoice;
  readonly moments: number;
  readonly compare: boolean;
}

const { until, ...DEFAULTS } = FLOW_DEFAULTS;

const HELP = `
[run] is cell:repetition, or the run's number in canonical order (by cell, then repetition); all are counted from 0.
The flow is integrated by Dormand and Prince's method of order 5. A step's error in an entry of W_k is at most
rtol · |entry| + atol · ‖W_k‖_F/√(d_k d_{k-1}). It ends at the first of: the excess risk R - R_min, the gradient norm, the
time and the number of steps that are given. Near zero weights the gradient is small long before anything is learned: the
gradient norm to end at is 0 unless you give one. Coordinate auto: in arc length while the flow is on that plateau, which
takes a few hundred steps however long it stays there, then in time.`;

export function flowCommand(): Command {
  const command = new Command('flow')
    .description(
      'gradient flow from the initial weights of one run, held against the statements of the paper',
    )
    .argument('<preset|spec.json|experiment>')
    .argument('[run]', 'cell:repetition or a run’s number (default: 0:0)')
    .option('--cell <i>', 'a row of "lab table", counted from 0', index)
    .option('--repetition <r>', 'counted from 0', index)
    .option('--rtol <x>', 'relative tolerance of a step', number, DEFAULTS.relativeTolerance)
    .option(
      '--atol <x>',
      'absolute tolerance of a step, in units of the layer’s entries',
      number,
      DEFAULTS.absoluteTolerance,
    )
    .option('--excess-risk <x>', 'end where R - R_min is at most this', number, until.excessRisk)
    .option('--gradient-norm <x>', 'end where ‖∇R‖_F is at most this', number, until.gradientNorm)
    .option('--time <t>', 'end at this time', number)
    .option('--steps <n>', 'end after so many steps, rejected ones included', count, until.steps)
    .addOption(
      new Option('--coordinate <which>', 'what it is followed in')
        .choices(FLOW_COORDINATE_CHOICES)
        .default(DEFAULTS.coordinate),
    )
    .option('--moments <n>', 'moments that are kept, about', count, DEFAULTS.moments)
    .option('--no-compare', 'without gradient descent beside it')
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action(
    (reference: string, run: string | undefined, options: FlowCommandOptions) => {
      const opened = reading(options.dataDir, (archive) => openReference(reference, archive));
      const request = {
        ...placeOf(opened, run, options),
        options: flowOptions(options),
        compare: options.compare,
      };
      const facts = finish(runFlow(opened, request));
      if (options.json) printJson(facts);
      else printFlow(opened.spec.name, facts);
    },
  );
}

function flowOptions(options: FlowCommandOptions): Parameters<typeof runFlow>[1]['options'] {
  const { rtol, atol, excessRisk, gradientNorm, time = Infinity, steps, coordinate, moments } = options;
  return {
    relativeTolerance: rtol,
    absoluteTolerance: atol,
    coordinate,
    moments,
    until: { excessRisk, gradientNorm, time, steps },
  };
}

function placeOf({ spec }: OpenSpec, run: string | undefined, options: FlowCommandOptions): RunPlace {
  const { cell, repetition } = options;
  if (run === undefined) return { cell: cell ?? 0, repetition: repetition ?? 0 };
  if (cell === undefined && repetition === undefined) return runReference(spec, run);
  throw new WorkbenchError(
    'bad-arguments',
    `The run is named twice: as "${run}" and by ${cell === undefined ? '--repetition' : '--cell'}.`,
    'Leave one of them out.',
  );
}

/** Time between two lines about a long computation, in milliseconds. */
const PROGRESS_MS = 2000;

function finish(slices: Generator<RunFlowProgress, FlowFacts>): FlowFacts {
  let last = performance.now();
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
    if (performance.now() - last < PROGRESS_MS) continue;
    last = performance.now();
    const { share, said } = step.value;
    say(share === null ? said : `${said}: ${Math.floor(100 * share)} %`);
  }
}
