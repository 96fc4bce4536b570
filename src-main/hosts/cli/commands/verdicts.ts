import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { experimentId } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import { formatNumber } from '@shared/figures/format-number';
import {
  conclusionCount,
  contradictions,
  hypothesisCount,
  type VerdictTally,
  type WorstRun,
} from '@shared/figures/verdicts/verdict-tally';
import { verdictTable, type RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import type { Statement } from '@shared/theory/statement';
import type { RunPlace } from '@shared/training/run-result';
import { DYNAMICS_KINDS, type DynamicsKind } from '@shared/training/trajectory';
import { JUDGEABLE, placesToJudge, requireLinear } from '../../../core/judge-experiment';
import type { OpenSpec } from '../../../core/open-spec';
import {
  count,
  index,
  processCount,
  withDataFolder,
  withJson,
  type FolderOptions,
  type JsonOption,
} from '../arguments';
import { reading } from '../archive';
import { judgeAll, judgedBefore, keepJudged } from '../judge';
import { printJsonList, printLine, printTable } from '../output';
import { openReference } from '../read-spec';

interface VerdictsOptions extends FolderOptions, JsonOption {
  readonly statement?: string;
  readonly cell?: number;
  readonly repetitions?: number;
  readonly dynamics: DynamicsKind;
  readonly processes: number;
  readonly again?: true;
}

const HELP = `
Every run is computed again, or the gradient flow from its initial weights, and looked at about 40 times on its way.
Hypothesis and conclusion are judged apart. Verdicts of archived experiments are kept with them: what is kept is not
judged again.`;

export function verdictsCommand(): Command {
  const command = new Command('verdicts')
    .description('the statements of the paper, held against every run of an experiment')
    .argument('<preset|spec.json|experiment>')
    .option('--statement <id>', 'only this statement')
    .option('--cell <i>', 'only this cell, counted from 0 in the order of "lab table"', index)
    .option('--repetitions <n>', 'only the first repetitions of every cell (default: all)', count)
    .addOption(
      new Option('--dynamics <which>', 'what moves the weights')
        .choices(DYNAMICS_KINDS)
        .default('gradientDescent' satisfies DynamicsKind),
    )
    .option('--processes <n>', 'threads that judge', processCount, availableParallelism())
    .option('--again', 'judge again what is kept')
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action(async (reference: string, options: VerdictsOptions) => {
    const { statements, opened, before, places, archived } = prepare(reference, options);
    const { spec } = opened;
    const { dynamics, processes } = options;
    const fresh = await judgeAll({ opened, places, dynamics, statements, processes });
    // Verdicts on some statements only would hide that the others are missing.
    if (archived && fresh.length > 0 && options.statement === undefined)
      await keepJudged(options.dataDir, experimentId(spec), fresh, dynamics);
    const runs = [...before, ...fresh].sort((a, b) => a.cell - b.cell || a.repetition - b.repetition);
    if (options.json) printJsonList(entries(runs, statements));
    else printTallies(spec.name, runs, statements, opened);
  });
}

interface Prepared {
  readonly statements: readonly Statement[];
  readonly opened: OpenSpec;
  /** Judged before. */
  readonly before: readonly RunVerdicts[];
  readonly places: readonly RunPlace[];
  /** Whether the experiment is in the data folder. */
  readonly archived: boolean;
}

function prepare(reference: string, options: VerdictsOptions): Prepared {
  const { cell = null, repetitions = null, dynamics, statement, again } = options;
  return reading(options.dataDir, (archive) => {
    const opened = openReference(reference, archive);
    const { spec } = opened;
    requireLinear(spec);
    const { length } = plan(spec).cells;
    if (cell !== null && cell >= length) {
      throw new WorkbenchError(
        'bad-arguments',
        `cell is ${cell}; it must be an integer from 0 to ${length - 1}: ${spec.name} has ${length} cells.`,
      );
    }
    const id = experimentId(spec);
    const wanted = new Set(placesToJudge(spec, { cell, repetitions }).map(keyOf));
    const before = again ? [] : judgedBefore(archive, id, dynamics).filter((run) => wanted.has(keyOf(run)));
    const known = new Set(before.map(keyOf));
    return {
      statements: statement === undefined ? JUDGEABLE : [statementNamed(statement)],
      opened,
      before,
      places: placesToJudge(spec, { cell, repetitions }).filter((place) => !known.has(keyOf(place))),
      archived: archive !== null && archive.findById(id) !== null,
    };
  });
}

function keyOf({ cell, repetition }: RunPlace): string {
  return `${cell} ${repetition}`;
}

function statementNamed(id: string): Statement {
  const found = JUDGEABLE.find((statement) => statement.id === id);
  if (found !== undefined) return found;
  throw new WorkbenchError(
    'bad-arguments',
    `No statement "${id}" can be held against runs.`,
    `Statements: ${JUDGEABLE.map((statement) => statement.id).join(', ')}.`,
  );
}

function* entries(runs: readonly RunVerdicts[], statements: readonly Statement[]): Generator<object> {
  for (const { cell, repetition, verdicts } of runs) {
    for (const { id } of statements) {
      const { hypothesis, conclusion } = verdicts.find(({ statement }) => statement === id)!;
      const { holds, measured, bound, slack, firstViolation, relation, error, worst, vacuous } = conclusion;
      yield {
        statement: id,
        cell,
        run: repetition,
        hypothesis,
        conclusion: { holds, measured, bound, slack, firstViolation, relation, error, worst, vacuous },
      };
    }
  }
}

const HEADER = [
  'statement',
  'hypothesis',
  'conclusion',
  'worst slack',
  'at',
  'slack, H+',
  'H+ C+',
  'H+ C-',
  'H- C+',
  'H- C-',
  'open',
];

function printTallies(
  name: string,
  runs: readonly RunVerdicts[],
  statements: readonly Statement[],
  { spec }: OpenSpec,
): void {
  const ids = statements.map(({ id }) => id);
  const table = verdictTable(plan(spec).cells, ids, runs);
  printTable(
    HEADER,
    table.statements.map(({ statement, all }) => tallyRow(statement, all)),
    1,
  );
  printLine('');
  printLine(
    `${name}: ${runs.length} runs. H: the hypothesis holds, C: the conclusion; + yes, - no; open: undecided, or`,
  );
  printLine(
    'nothing could be measured. Worst slack: by how much of the bound the conclusion holds where it is closest to',
  );
  printLine(
    'failing (cell:run), negative where it fails; “slack, H+” is that of the runs whose hypothesis holds. H+ C-',
  );
  printLine('would contradict the statement.');
  const broken = table.statements
    .filter(({ all }) => contradictions(all) > 0)
    .map(({ statement }) => statement);
  if (broken.length > 0) printLine(`Contradicted here: ${broken.join(', ')}.`);
}

const PERCENT = 100;

function slackText(worst: WorstRun | null): string {
  return worst === null ? '–' : `${formatNumber(PERCENT * worst.slack, 3)} %`;
}

function tallyRow(statement: string, tally: VerdictTally): string[] {
  const { combinations, runs, worst, worstUnderHypothesis, vacuous } = tally;
  const closed =
    combinations.holds.holds + combinations.holds.fails + combinations.fails.holds + combinations.fails.fails;
  return [
    vacuous > 0 ? `${statement} (${vacuous} vacuous)` : statement,
    `${hypothesisCount(tally, 'holds')} of ${runs}`,
    `${conclusionCount(tally, 'holds')} of ${runs}`,
    slackText(worst),
    worst === null ? '–' : `${worst.cell}:${worst.repetition}`,
    slackText(worstUnderHypothesis),
    ...[
      combinations.holds.holds,
      combinations.holds.fails,
      combinations.fails.holds,
      combinations.fails.fails,
      runs - closed,
    ].map(String),
  ];
}
