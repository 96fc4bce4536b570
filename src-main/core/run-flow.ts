import { INITIALISATIONS } from '@shared/catalogue';
import { WorkbenchError } from '@shared/contract/errors';
import { LIMITS } from '@shared/experiment/limits';
import { plan, type Cell } from '@shared/experiment/plan';
import { flowFacts, type FlowFacts } from '@shared/figures/flow-facts';
import { formatNumber } from '@shared/figures/format-number';
import { allFinite } from '@shared/numerics/dense';
import { judgeInSlices } from '@shared/theory/judge';
import { observeRun } from '@shared/theory/observe-run';
import { flowBesideDescent, type FlowBesideDescent } from '@shared/training/flow-beside-descent';
import { LARGEST_TOLERANCE, LEAST_TOLERANCE } from '@shared/training/flow-error';
import { gradientFlow, type FlowOptions, type FlowResult } from '@shared/training/gradient-flow';
import type { RunTask } from '@shared/training/run-course';
import type { RunPlace } from '@shared/training/run-result';
import { JUDGEABLE, requireLinear } from './judge-experiment';
import type { OpenSpec } from './open-spec';

export interface RunFlowRequest extends RunPlace {
  readonly options: FlowOptions;
  /** Whether gradient descent is held beside it. */
  readonly compare: boolean;
}

export interface RunFlowProgress {
  /** Of this part, from 0 to 1; null where it is not known. */
  readonly share: number | null;
  readonly said: string;
}

/**
 * Gradient flow from the initial weights of one run, from the spec alone, held against all statements. Yields every few
 * milliseconds. Throws 'bad-arguments' where there is no such run, the networks are not linear or an option is out of its
 * range, and 'not-finite' where the initial weights are not.
 */
export function* runFlow(
  { spec, prepared }: Pick<OpenSpec, 'spec' | 'prepared'>,
  { cell: index, repetition, options, compare }: RunFlowRequest,
): Generator<RunFlowProgress, FlowFacts> {
  requireLinear(spec);
  checkFlowOptions(options);
  const cell = requireRun(spec, index, repetition);
  const task = prepared.task(cell, repetition);
  const result = yield* flowOf(task, options, `cell ${index}, repetition ${repetition}`);
  const beside = compare ? yield* besideOf(task, options) : null;
  const family = INITIALISATIONS.find(({ id }) => id === spec.initialisation.family)!;
  const start = { family: family.id, scale: cell.scale };
  const run = observeRun(prepared.theory(cell.depth), result.trajectory, start);
  const judging = judgeInSlices(run, JUDGEABLE);
  let judged = judging.next();
  for (; !judged.done; judged = judging.next())
    yield { share: judged.value, said: 'holding the statements against it' };
  return flowFacts({ cell, repetition, options, result, run, beside, verdicts: judged.value });
}

function* flowOf(
  { model, initialise }: RunTask,
  options: FlowOptions,
  place: string,
): Generator<RunFlowProgress, FlowResult> {
  if (model.kind !== 'linear') throw new TypeError('Only linear networks have a gradient flow here.');
  const initial = new Float64Array(model.shape.parameterCount);
  initialise(initial);
  if (!allFinite(initial))
    throw new WorkbenchError('not-finite', `The initial weights of ${place} are not finite numbers.`);
  const flowing = gradientFlow(model, initial, options);
  for (;;) {
    const step = flowing.next();
    if (step.done) return step.value;
    const { time, excessRisk } = step.value;
    const at = `t = ${formatNumber(time, 3)}, excess risk ${formatNumber(excessRisk, 2)}`;
    yield { share: null, said: `following gradient flow: ${at}` };
  }
}

function* besideOf(task: RunTask, options: FlowOptions): Generator<RunFlowProgress, FlowBesideDescent> {
  const { relativeTolerance, absoluteTolerance, coordinate, moments, until } = options;
  const steps = { relativeTolerance, absoluteTolerance, coordinate, moments, steps: until.steps };
  const comparing = flowBesideDescent(task, steps);
  for (;;) {
    const step = comparing.next();
    if (step.done) return step.value;
    yield { share: step.value, said: 'following gradient descent beside it' };
  }
}

function requireRun(spec: OpenSpec['spec'], index: number, repetition: number): Cell {
  const { cells } = plan(spec);
  requireIndex('cell', index, cells.length - 1, `${spec.name} has ${cells.length} cells`);
  const cell = cells[index]!;
  requireIndex('repetition', repetition, cell.repetitions - 1, `cell ${index} has ${cell.repetitions}`);
  return cell;
}

function requireIndex(what: string, value: number, largest: number, why: string): void {
  if (Number.isInteger(value) && value >= 0 && value <= largest) return;
  throw new WorkbenchError(
    'bad-arguments',
    `${what} is ${value}; it must be an integer from 0 to ${largest}: ${why}.`,
  );
}

function checkFlowOptions({ relativeTolerance, absoluteTolerance, until }: FlowOptions): void {
  const tolerance = `from ${LEAST_TOLERANCE} (below, rounding decides) to ${LARGEST_TOLERANCE}`;
  const fitting = (value: number): boolean => value >= LEAST_TOLERANCE && value <= LARGEST_TOLERANCE;
  demand('The relative tolerance', relativeTolerance, fitting(relativeTolerance), tolerance);
  demand('The absolute tolerance', absoluteTolerance, fitting(absoluteTolerance), tolerance);
  demand('The excess risk to end at', until.excessRisk, until.excessRisk >= 0, 'at least 0');
  demand('The gradient norm to end at', until.gradientNorm, until.gradientNorm >= 0, 'at least 0');
  demand('The time to end at', until.time, until.time > 0, 'above 0');
  const inRange = Number.isInteger(until.steps) && until.steps >= 1 && until.steps <= LIMITS.steps;
  demand('The number of steps', until.steps, inRange, `an integer from 1 to ${LIMITS.steps}`);
}

function demand(what: string, value: number, holds: boolean, allowed: string): void {
  if (!holds) throw new WorkbenchError('bad-arguments', `${what} is ${value}; it must be ${allowed}.`);
}
