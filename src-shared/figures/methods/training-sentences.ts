import type { ExperimentSpec } from '../../experiment/spec';
import { wilson95 } from '../../numerics/wilson';
import type { CellCounts } from '../cell-table';
import { formatNumber, settingLabels } from '../format-number';
import { amount, enumeration, wholeNumber } from './words';

type Grid = ExperimentSpec['grid'];
type Schedule = Grid['training'][number];

/** How the networks were trained, and how many, as sentences. */
export function trainingSentences({ grid }: ExperimentSpec, rows: readonly CellCounts[]): string[] {
  return [
    `They were trained by full-batch gradient descent on the mean squared error, in double precision, ${schedulesSaid(grid)}.`,
    ...countsSaid(rows),
  ];
}

const MOST_SCHEDULES = 8;

function schedulesSaid(grid: Grid): string {
  const training = [...grid.training].sort((a, b) => a.learningRate - b.learningRate);
  const labels = settingLabels(training.map(({ learningRate }) => learningRate));
  const one = labels.length === 1;
  const steps = training.map((schedule) => schedule.steps);
  const runs = training.map(({ repetitions }) => repetitions);
  const listed = labels.length <= MOST_SCHEDULES;
  const rates = one
    ? `the learning rate η = ${labels[0]!}`
    : listed
      ? `learning rates η of ${enumeration(labels)}`
      : `${labels.length} learning rates η from ${labels[0]!} to ${labels.at(-1)!}`;
  const runsSaid = `with ${rangeOf(runs, Math.max(...runs) > 1 ? 'independent run' : 'run')}${atEach(grid, !one)}`;
  if (isConstant(steps)) return `for ${amount(steps[0]!, 'step')} at ${rates}, ${runsSaid}`;
  if (!listed) return `for ${rangeOf(steps, 'step')} at ${rates}, ${runsSaid}`;
  if (isConstant(runs)) {
    return `at learning rates η of ${enumeration(labels.map((label, i) => `${label} (${amount(steps[i]!, 'step')})`))}, ${runsSaid}`;
  }
  const each = training.map(
    (schedule: Schedule, i) =>
      `${labels[i]!} (${amount(schedule.steps, 'step')}, ${amount(schedule.repetitions, 'run')})`,
  );
  return `at learning rates η of ${enumeration(each)}, with the stated numbers of independent runs${atEach(grid, false)}`;
}

/** " at each learning rate and scale": of what there are several. */
function atEach({ depths, scales }: Grid, severalRates: boolean): string {
  const places = [
    ...(severalRates ? ['learning rate'] : []),
    ...(depths.length > 1 ? ['depth'] : []),
    ...(scales.length > 1 ? ['scale'] : []),
  ];
  return places.length === 0 ? '' : ` at each ${enumeration(places)}`;
}

function isConstant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

function rangeOf(values: readonly number[], singular: string): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${least === most ? '' : `${wholeNumber(least)} to `}${amount(most, singular)}`;
}

/** Divergence as the authors count it, with Wilson's interval. */
function countsSaid(rows: readonly CellCounts[]): string[] {
  const sum = (name: 'runs' | 'finished' | 'failed' | 'diverged'): number =>
    rows.reduce((total, row) => total + row[name], 0);
  const [runs, finished, failed, diverged] = [sum('runs'), sum('finished'), sum('failed'), sum('diverged')];
  if (finished === 0) return [`None of the ${amount(runs, 'run')} has finished yet.`];
  const [low, high] = wilson95(diverged, finished).map((share) => formatNumber(100 * share, 2));
  const share = formatNumber((100 * diverged) / finished, 2);
  const whole =
    finished === runs ? amount(runs, 'run') : `${amount(finished, 'finished run')} (of ${wholeNumber(runs)})`;
  const count = diverged === 0 ? 'none' : wholeNumber(diverged);
  return [
    `A run counts as diverged where its sharpness at the end is not a number: ${count} of the ${whole} did so (${share} %, 95 % Wilson interval ${low!} % to ${high!} %).`,
    ...(failed > 0 ? [`${amount(failed, 'run')} could not be computed.`] : []),
  ];
}
