import { Command } from 'commander';
import type { CriticalRateFacts, TriedRate } from '@shared/experiment/critical-rate/critical-rate-facts';
import {
  checkCriticalRate,
  CHECK_RATIOS,
  type CriticalRateCheck,
} from '@shared/experiment/critical-rate/check';
import type { RateEstimate } from '@shared/experiment/critical-rate/estimate';
import { WorkbenchError } from '@shared/contract/errors';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import { criticalRates, type CriticalRateProgress } from '../../../core/critical-rate';
import { DEFAULT_EXCESS_RISK } from '@shared/experiment/critical-rate/options';
import {
  count,
  number,
  numberList,
  withDataFolder,
  withJson,
  type FolderOptions,
  type JsonOption,
} from '../arguments';
import { reading } from '../archive';
import { printJson, printLine, printTable, say } from '../output';
import { openReference } from '../read-spec';

interface CriticalRateCommandOptions extends FolderOptions, JsonOption {
  readonly scales?: readonly number[];
  readonly depths?: readonly number[];
  readonly repetitions?: number;
  readonly steps?: readonly number[];
  readonly excessRisk: number;
  readonly atRatios?: readonly number[];
  readonly check?: true;
}

const HELP = `
Trains runs at learning rates of its own choosing until the largest rate at which half of them converge, and the smallest at
which half become infinite, are enclosed: to 0.5 % and 2 %. A run has converged as soon as R - R_min, looked at after every
update, is at most --excess-risk. Just below 2/S_min convergence takes long: the answer depends on --steps.
--check tries the multiples ${CHECK_RATIOS.join(', ')} of 2/S_min instead and says whether half the runs converge at the
first and none at the others; the exit code is 1 where it does not hold.`;

export function criticalRateCommand(): Command {
  const command = new Command('critical-rate')
    .description('the largest learning rate at which runs converge, by experiment, beside 2/S_min')
    .argument('<preset|spec.json|experiment>')
    .option('--scales <list>', 'only these scales of the experiment', numberList)
    .option('--depths <list>', 'only these depths of the experiment', numberList)
    .option('--repetitions <n>', 'runs at each learning rate (default: 20)', count)
    .option(
      '--steps <list>',
      'updates a run at most: one number, or one a depth (default: 2000 a layer)',
      numberList,
    )
    .option('--excess-risk <x>', 'R - R_min at which a run has converged', number, DEFAULT_EXCESS_RISK)
    .option('--at-ratios <list>', 'try these multiples of 2/S_min instead of searching', numberList)
    .option('--check', 'does half converge at 0.95 of 2/S_min, and none from 2/S_min on?')
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action(
    (reference: string, options: CriticalRateCommandOptions) => {
      const { scales = null, depths = null, repetitions = null, steps = null, excessRisk, check } = options;
      if (check && options.atRatios)
        throw new WorkbenchError(
          'bad-arguments',
          'Give --check or --at-ratios, not both: --check has its own.',
        );
      const ratios = check ? CHECK_RATIOS : (options.atRatios ?? null);
      const opened = reading(options.dataDir, (archive) => openReference(reference, archive));
      const all = { scales, depths, repetitions, steps, excessRisk, ratios };
      const rows = finish(criticalRates(opened, all));
      if (check) report(rows.map(checkCriticalRate), options.json === true);
      else if (options.json) printJson(rows);
      else if (ratios === null) printEstimates(rows);
      else printTrials(rows);
    },
  );
}

/** Time between two lines about a long computation, in milliseconds. */
const PROGRESS_MS = 5000;

function finish(steps: Generator<CriticalRateProgress, CriticalRateFacts[]>): CriticalRateFacts[] {
  let last = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - last < PROGRESS_MS) continue;
    last = performance.now();
    const { share, depth, scale, runs } = step.value;
    say(`${Math.floor(100 * share)} %: depth ${depth}, scale ${formatSetting(scale)}, ${runs} runs done`);
  }
}

function estimateText(estimate: RateEstimate | null): string {
  if (estimate === null) return '–';
  const end = (rate: number | null): string => (rate === null ? '–' : formatNumber(rate, 4));
  return `${formatNumber(estimate.rate, 4)} [${end(estimate.low)}, ${end(estimate.high)}]`;
}

function printEstimates(rows: readonly CriticalRateFacts[]): void {
  const ratio = (value: number | null): string => (value === null ? '–' : formatNumber(value, 3));
  printTable(
    [
      'depth',
      'scale',
      'converging up to',
      'of 2/S_min',
      'NaN from',
      'of 2/S_min',
      '2/S_min',
      '2/lower bound',
      'steps',
      'rates × runs',
    ],
    rows.map((row) => [
      String(row.depth),
      formatSetting(row.scale),
      estimateText(row.converging),
      ratio(row.ratio),
      estimateText(row.diverging),
      ratio(row.divergingRatio),
      formatNumber(row.criticalLearningRate, 4),
      formatNumber(row.criticalLearningRateUpperBound, 4),
      String(row.steps),
      `${row.trials.length} × ${row.repetitions}`,
    ]),
  );
  printLine('');
  printLine(
    'converging up to: largest tried rate at which at least half the runs reach the excess risk within the steps; NaN',
  );
  printLine(
    'from: smallest at which half become infinite. In brackets tried rates at which Wilson’s 95 % interval of the share',
  );
  printLine('lies clear of a half on either side.');
  printNotes(rows);
}

function printTrials(rows: readonly CriticalRateFacts[]): void {
  printTable(
    ['depth', 'scale', 'η/(2/S_min)', 'rate', 'steps', 'runs', 'conv', 'cycl', 'coll', 'div', 'limit'],
    rows.flatMap((row) =>
      row.trials.map((trial: TriedRate) => [
        String(row.depth),
        formatSetting(row.scale),
        formatNumber(trial.ratio, 4),
        formatNumber(trial.learningRate, 5),
        String(row.steps),
        ...[trial.n, trial.converged, trial.cycling, trial.collapsed, trial.diverged, trial.stepLimit].map(
          String,
        ),
      ]),
    ),
  );
  printLine('');
  printNotes(rows);
}

function printNotes(rows: readonly CriticalRateFacts[]): void {
  const { excessRisk, drawsOf } = rows[0]!;
  printLine(`Converged: R − R_min at most ${formatNumber(excessRisk, 3)} after any update within the steps.`);
  if (drawsOf !== null)
    printLine(
      `All rates start from the weights that the experiment draws at learning rate ${formatNumber(drawsOf, 4)}.`,
    );
  for (const { depth, scale, notMonotone } of rows) {
    if (notMonotone.length === 0) continue;
    const pairs = notMonotone.map(
      ({ lower, higher }) => `${formatNumber(lower, 4)} < ${formatNumber(higher, 4)}`,
    );
    printLine(
      `Not monotone at depth ${depth}, scale ${formatSetting(scale)}: certainly more runs converge at the larger rate of ${pairs.join(', ')}.`,
    );
  }
}

function report(checks: readonly CriticalRateCheck[], json: boolean): void {
  if (json) printJson(checks);
  else {
    printTrials(checks.map(({ facts }) => facts));
    for (const { facts, below, above, holds } of checks) {
      printLine(
        `depth ${facts.depth}, scale ${formatSetting(facts.scale)}: ${holds ? 'holds' : 'does not hold'}: ${below.converged} of ${below.n} runs converge at ${formatNumber(below.ratio, 3)} of 2/S_min (at least half), ${above.converged} of ${above.n} from 2/S_min on (none).`,
      );
    }
  }
  if (!checks.every(({ holds }) => holds)) process.exitCode = 1;
}
