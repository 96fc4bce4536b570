import type { AdviceAnswer, DepthRow } from '@shared/contract/advice-study';
import type { StudyProgress } from '@shared/contract/studies';
import {
  depthAdvice,
  observeStart,
  drawnStarts,
  largestScale,
  withLearningRate,
  type DepthAdvice,
  type DrawnStarts,
} from '@shared/experiment/advice/depth-advice';
import {
  smallScaleObstacles,
  smallScaleSpec,
  ZERO_LAYER_FAMILY,
  type SmallScaleChoice,
} from '@shared/experiment/advice/small-scale-spec';
import { estimate } from '@shared/experiment/estimate';
import { LIMITS } from '@shared/experiment/limits';
import { isLinear } from '@shared/experiment/linearity';
import { plan } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { linearModel } from '@shared/network/model';
import { a1, a2 } from '@shared/theory/small-scale/hypotheses';
import type { Condition } from '@shared/theory/verdict';
import type { OpenSpec } from './open-spec';

type Opened = Pick<OpenSpec, 'spec' | 'data' | 'prepared'>;

/** An experiment that takes longer is not what one waits for. */
export const PATIENCE_SECONDS = 600;
/** Offered where no depth of the grid is affordable. */
const SHALLOW_DEPTHS = [2, 3] as const;

/**
 * What would make a design satisfy (A1) and (A2), and what that costs: draws the starts of the mended design, all
 * repetitions.
 *
 * @param open validates a spec and gets its data.
 * @param processes engine processes that the times are for.
 */
export function* smallScaleAdvice(
  designed: Opened,
  open: (spec: unknown) => Opened,
  processes: number,
): Generator<StudyProgress, AdviceAnswer> {
  const { spec, prepared } = designed;
  const obstacles = smallScaleObstacles(spec, prepared.problem);
  const asDesigned = yield* designConditions(designed);
  const satisfied = obstacles.length === 0 && asDesigned.every(({ holds }) => holds === true);
  if (obstacles.some(({ mend }) => mend === null))
    return { asDesigned, satisfied, obstacles, rows: [], mended: null };
  const depths = [...spec.grid.depths].sort((a, b) => a - b);
  const rows = yield* rowsOf(designed, open, depths, processes);
  if (!rows.some(({ row }) => row.affordable === 'yes')) {
    const others = SHALLOW_DEPTHS.filter((depth) => !depths.includes(depth));
    if (others.length > 0) rows.unshift(...(yield* rowsOf(designed, open, others, processes)));
  }
  const shown = rows.map(({ row }) => ({ ...row, inGrid: depths.includes(row.depth) }));
  const affordable = rows.filter(({ row }) => row.affordable === 'yes');
  return {
    asDesigned,
    satisfied,
    obstacles,
    rows: shown.sort((a, b) => a.depth - b.depth),
    mended: mendedWith(
      designed,
      open,
      affordable.map(({ starts }) => starts),
      processes,
    ),
  };
}

/**
 * (A1) and (A2) of the design's runs, at the largest scale, where both are hardest: of the run that fails first, else of
 * the one with the largest ε. Of a start that is no obstacle every repetition is looked at, of another the first.
 */
function* designConditions({ spec, prepared }: Opened): Generator<StudyProgress, Condition[]> {
  if (!isLinear(spec)) return [];
  const scale = Math.max(...spec.grid.scales);
  const every = spec.initialisation.family === ZERO_LAYER_FAMILY;
  const cells = plan(spec).cells.filter((cell) => cell.scale === scale);
  let shown: Condition[] = [];
  for (const [i, cell] of [...cells].reverse().entries()) {
    const { network, problem } = prepared.model(cell.depth);
    const model = linearModel(network, problem);
    const weights = new Float64Array(model.shape.parameterCount);
    for (let repetition = 0; repetition < (every ? cell.repetitions : 1); repetition += 1) {
      prepared.task(cell, repetition).initialise(weights);
      const run = observeStart(prepared.theory(cell.depth), model, Float64Array.from(weights));
      const conditions = [...a1(run), ...a2(run)];
      if (conditions.some(({ holds }) => holds !== true)) return conditions;
      if (shown.length === 0 || sizeOf(conditions) > sizeOf(shown)) shown = conditions;
      yield { share: i / cells.length, said: 'looking at the starts of the design' };
    }
  }
  return shown;
}

/** 32 L √ε. */
function sizeOf(conditions: readonly Condition[]): number {
  return conditions.find(({ id }) => id === 'smallStartForDepth')?.measured ?? 0;
}

interface Row {
  readonly row: DepthRow;
  readonly starts: DrawnStarts;
}

function* rowsOf(
  { spec, prepared }: Opened,
  open: (spec: unknown) => Opened,
  depths: readonly number[],
  processes: number,
): Generator<StudyProgress, Row[]> {
  const base = smallScaleSpec(spec, prepared.problem, null);
  const rows: Row[] = [];
  for (const [i, depth] of depths.entries()) {
    const mended = open(mendedGrid(base, depth));
    const drawing = drawnStarts(mended.spec, mended.prepared, depth);
    let drawn = drawing.next();
    for (; !drawn.done; drawn = drawing.next())
      yield { share: (i + drawn.value) / depths.length, said: `drawing the starts of depth ${depth}` };
    const starts = drawn.value;
    const advice = depthAdvice(starts, largestScale(starts));
    const cost = costOf(spec, mended, choiceOf([advice]), processes);
    rows.push({ row: { ...advice, inGrid: true, ...cost }, starts });
  }
  return rows;
}

/** One depth and scale, so that listed hidden widths need not fit the others. */
function mendedGrid(base: ExperimentSpec, depth: number): ExperimentSpec {
  const network =
    base.network.kind === 'fullyConnected' &&
    Array.isArray(base.network.hiddenWidths) &&
    base.network.hiddenWidths.length + 1 !== depth
      ? { kind: 'fullyConnected' as const, hiddenWidths: null }
      : base.network;
  return { ...base, network, grid: { ...base.grid, depths: [depth], scales: [1] } };
}

function choiceOf(advice: readonly DepthAdvice[]): SmallScaleChoice {
  return {
    depths: advice.map(({ depth }) => depth),
    scale: Math.min(...advice.map(({ scale }) => scale)),
    learningRate: Math.min(...advice.map(({ learningRate }) => learningRate)),
    steps: Math.max(...advice.map(({ steps }) => steps)),
  };
}

function costOf(
  spec: ExperimentSpec,
  { prepared, data }: Opened,
  choice: SmallScaleChoice,
  processes: number,
): Pick<DepthRow, 'secondsPerRun' | 'seconds' | 'affordable'> {
  const target = smallScaleSpec(spec, prepared.problem, choice);
  const { seconds, runs } = estimate(target, data.train, processes);
  const alone = estimate(withOneRun(target), data.train, 1).seconds;
  const affordable =
    choice.steps > LIMITS.steps ? 'tooManySteps' : seconds > PATIENCE_SECONDS ? 'tooLong' : 'yes';
  return { secondsPerRun: runs > 0 ? alone : 0, seconds, affordable };
}

function withOneRun(spec: ExperimentSpec): ExperimentSpec {
  const training = spec.grid.training.map((row) => ({ ...row, repetitions: 1 }));
  return { ...spec, grid: { ...spec.grid, training } };
}

/** One grid for all these depths: the smallest scale and learning rate, and steps for the slowest of them. */
function mendedWith(
  { spec, prepared }: Opened,
  open: (spec: unknown) => Opened,
  starts: readonly DrawnStarts[],
  processes: number,
): AdviceAnswer['mended'] {
  if (starts.length === 0) return null;
  const scale = Math.min(...starts.map(largestScale));
  const own = starts.map((each) => depthAdvice(each, scale));
  const rate = Math.min(...own.map(({ learningRate }) => learningRate));
  const choice = choiceOf(own.map((advice) => withLearningRate(advice, rate)));
  const fitting = { ...choice, steps: Math.min(choice.steps, LIMITS.steps) };
  const mended = open(smallScaleSpec(spec, prepared.problem, fitting));
  const { runs, seconds } = estimate(mended.spec, mended.data.train, processes);
  return { spec: mended.spec, ...fitting, runs, seconds };
}
