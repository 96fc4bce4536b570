import { STATEMENTS } from '@shared/catalogue';
import { WorkbenchError } from '@shared/contract/errors';
import { isLinear } from '@shared/experiment/linearity';
import { plan, type Cell } from '@shared/experiment/plan';
import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import { stepWork } from '@shared/network/model';
import type { Statement } from '@shared/theory/statement';
import type { RunPlace } from '@shared/training/run-result';
import { sameBits } from '@shared/training/same-bits';
import type { DynamicsKind } from '@shared/training/trajectory';
import { JUDGED_MOMENTS, judgeRun } from './judge-run';
import type { OpenSpec } from './open-spec';

/** Statements that can be held against a run, in the order of the catalogue. */
export const JUDGEABLE: readonly Statement[] = STATEMENTS.filter(({ judge }) => judge !== undefined);

export interface JudgingProgress {
  readonly done: number;
  readonly runs: number;
  /** Of the work, from 0 to 1. */
  readonly share: number;
}

export type OpenedSpec = Pick<OpenSpec, 'spec' | 'prepared'>;

/** The first repetitions of a cell, or of all cells; null: all of them. By repetition, then cell. */
export function placesToJudge(
  spec: OpenSpec['spec'],
  {
    cell = null,
    repetitions = null,
  }: { readonly cell?: number | null; readonly repetitions?: number | null },
): RunPlace[] {
  const cells = plan(spec).cells.filter(({ index }) => cell === null || index === cell);
  const most = cells.reduce((max, own) => Math.max(max, own.repetitions), 0);
  const places: RunPlace[] = [];
  for (let repetition = 0; repetition < Math.min(most, repetitions ?? most); repetition += 1)
    for (const own of cells) if (repetition < own.repetitions) places.push({ cell: own.index, repetition });
  return places;
}

/** Throws 'bad-arguments' where no statement can judge the networks. */
export function requireLinear(spec: OpenSpec['spec']): void {
  if (isLinear(spec)) return;
  throw new WorkbenchError(
    'bad-arguments',
    `"${spec.name}" has GELU between its layers; the statements are about linear networks and judge none of its runs.`,
    'Choose an experiment whose activation is the identity.',
  );
}

/**
 * Holds statements against runs, one after another, in the order of their places; each is computed again from the spec
 * alone. Gradient flow does not know the learning rate: cells that start from the same weights share their flow. Yields
 * every few milliseconds. Throws 'bad-arguments' for networks that are not linear.
 */
export function* judgeExperiment(
  { spec, prepared }: OpenedSpec,
  places: readonly RunPlace[],
  dynamics: DynamicsKind,
  statements: readonly Statement[] = JUDGEABLE,
): Generator<JudgingProgress, RunVerdicts[]> {
  requireLinear(spec);
  const { cells } = plan(spec);
  const work = places.map((place) => judgingWork({ spec, prepared }, place, dynamics));
  const total = work.reduce((sum, own) => sum + own, 0);
  const judged: RunVerdicts[] = [];
  let before: JudgedFlow | null = null;
  let done = 0;
  for (const [i, place] of places.entries()) {
    const cell = cells[place.cell]!;
    const task = prepared.task(cell, place.repetition);
    const weights = new Float64Array(task.model.shape.parameterCount);
    if (dynamics === 'gradientFlow') task.initialise(weights);
    if (before === null || dynamics !== 'gradientFlow' || !isFlowOf(before, cell, weights)) {
      const start = { family: spec.initialisation.family, scale: cell.scale };
      const judging = judgeRun({ task, setting: prepared.theory(cell.depth), start, dynamics }, statements);
      for (;;) {
        const step = judging.next();
        if (step.done) {
          before = { cell, weights, verdicts: step.value };
          break;
        }
        yield { done: i, runs: places.length, share: (done + step.value * work[i]!) / total };
      }
    }
    judged.push({ ...place, verdicts: before.verdicts });
    done += work[i]!;
    yield { done: i + 1, runs: places.length, share: done / total };
  }
  return judged;
}

/** What was judged last, and where it started. */
interface JudgedFlow extends Pick<RunVerdicts, 'verdicts'> {
  readonly cell: Cell;
  readonly weights: Float64Array;
}

function isFlowOf(flow: JudgedFlow, { scale, depth }: Cell, weights: Float64Array): boolean {
  return flow.cell.scale === scale && flow.cell.depth === depth && sameBits(flow.weights, weights);
}

/** Judging one moment, in updates of the same network: most of it are the singular values of every layer. */
const MOMENT_IN_STEPS = 200;
/** Updates that a flow is as long as; a guess. */
const FLOW_IN_STEPS = 20_000;

/** About how long a run takes to judge, in multiply-adds: for progress alone. */
export function judgingWork(
  { spec, prepared }: OpenedSpec,
  { cell }: RunPlace,
  dynamics: DynamicsKind,
): number {
  const { steps, depth } = plan(spec).cells[cell]!;
  const course = dynamics === 'gradientFlow' ? FLOW_IN_STEPS : steps;
  return (course + JUDGED_MOMENTS * MOMENT_IN_STEPS) * stepWork(prepared.model(depth));
}
