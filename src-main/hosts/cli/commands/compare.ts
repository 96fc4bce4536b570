import { basename, dirname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Comparison, ComparisonSide } from '@shared/compare/comparison';
import { DIFFERENCE_INTERVALS, type DifferenceInterval } from '@shared/compare/difference-statistics';
import { figuresOfAll } from '@shared/compare/side-figure';
import { comparisonTables, type ComparisonTable } from '@shared/compare/tables';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { figureId } from '@shared/figures/default-figures';
import type { FigureKind } from '@shared/figures/figure-request';
import { MEASURES, OUTCOMES, type MeasureName, type Outcome } from '@shared/training/run-result';
import { compare, reportComparison } from '../../../core/compare/compare';
import { requireExperiment } from '../../../core/find-experiment';
import { userPath } from '../../node/user-path';
import { PROGRAM_VERSION } from '../../version';
import { index, withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { readingLong } from '../archive';
import { printJson, printLine, printTable, say } from '../output';
import { sheetContext } from '../sheet-context';
import { writeFiles } from '../write-files';

interface CompareOptions extends FolderOptions, JsonOption {
  readonly cell?: readonly number[];
  readonly run?: readonly number[];
  readonly measure: MeasureName;
  readonly outcome: Outcome;
  readonly interval: DifferenceInterval;
  readonly figure?: string;
  readonly overlay?: true;
  readonly report?: string;
}

const HELP = `
Two to six sides; the others are compared with the first. A side is an experiment, or with --cell one of its cells, or
with --run besides one run. One number stands for all sides; several, separated by commas, for one side each.

  lab compare mine other                                     two experiments, cell by cell
  lab compare mine mine --cell 3,7                           two cells of one experiment
  lab compare mine other third --measure finalRisk --interval bootstrap
  lab compare mine other --report comparison.html            with a figure, as one file

Runs are compared pair by pair where they start from the same random numbers, else as two independent samples.`;

export function compareCommand(): Command {
  const command = new Command('compare')
    .description(
      'experiments, cells or runs side by side: specs, theory and measurement, statistics of the difference',
    )
    .argument('<experiments...>', 'two to six')
    .option('--cell <list>', 'cells of the sides, counted from 0 in the order of "lab table"', indices)
    .option('--run <list>', 'repetitions in these cells, counted from 0', indices)
    .addOption(
      new Option('--measure <name>', 'whose means are compared').choices(MEASURES).default('finalSharpness'),
    )
    .addOption(
      new Option('--outcome <name>', 'whose probability is compared').choices(OUTCOMES).default('diverged'),
    )
    .addOption(
      new Option('--interval <which>', 'of differences of means')
        .choices(DIFFERENCE_INTERVALS)
        .default('student'),
    )
    .option('--figure <id>', 'of the report: one of those of "lab figure <experiment>"')
    .option('--overlay', 'lay the figures of the report over each other')
    .option('--report <file>', 'write a report: FILE.html or FILE.md')
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action((references: string[], options: CompareOptions) =>
    readingLong(options.dataDir, async (archive) => {
      const records = references.map((reference) => requireExperiment(archive, reference));
      const comparison = comparisonOf(records, options);
      const context = { archive, program: PROGRAM_VERSION, breathe: () => Promise.resolve() };
      const answer = await compare(comparison, context);
      if (options.report !== undefined) {
        const { path, form } = reportPath(options.report);
        const file = await reportComparison(comparison, form, context, sheetContext(archive));
        for (const written of writeFiles(dirname(path), [{ ...file, name: basename(path) }]))
          say(`Report: ${written}`);
      }
      if (options.json) printJson(answer);
      else for (const table of comparisonTables(answer, comparison.statistics)) printSection(table);
    }),
  );
}

function comparisonOf(records: readonly ExperimentRecord[], options: CompareOptions): Comparison {
  const cells = eachOf(options.cell, records.length, 'cell');
  const runs = eachOf(options.run, records.length, 'run');
  if (runs !== null && cells === null)
    throw new WorkbenchError('bad-arguments', 'run is given without a cell.', 'Say with --cell where it is.');
  const sides = records.map(({ id }, i): ComparisonSide => ({
    experiment: id,
    cell: cells?.[i] ?? null,
    run: runs?.[i] ?? null,
  }));
  const { measure, outcome, interval } = options;
  return {
    sides,
    figure: figureNamed(options.figure, sides, records),
    mode: options.overlay ? 'overlay' : 'multiples',
    statistics: { measure, outcome, interval },
  };
}

/** The figure of this name, else the first that all sides have. */
function figureNamed(
  name: string | undefined,
  sides: readonly ComparisonSide[],
  records: readonly ExperimentRecord[],
): FigureKind {
  const kinds = figuresOfAll(
    sides,
    records.map(({ spec }) => spec),
  );
  const found = name === undefined ? kinds[0] : kinds.find((kind) => figureId(kind) === name);
  if (found !== undefined) return found;
  throw new WorkbenchError(
    'bad-arguments',
    `"${name ?? ''}" is no figure that all sides have.`,
    `They have: ${kinds.map(figureId).join(', ')}.`,
  );
}

/** A number a side: one stands for all. */
function eachOf(given: readonly number[] | undefined, sides: number, what: string): readonly number[] | null {
  if (given === undefined) return null;
  if (given.length === 1) return Array.from({ length: sides }, () => given[0]!);
  if (given.length === sides) return given;
  throw new WorkbenchError(
    'bad-arguments',
    `${what} has ${given.length} numbers for ${sides} sides; give one, or one a side.`,
  );
}

function indices(text: string): number[] {
  return text.split(',').map(index);
}

function reportPath(text: string): { path: string; form: 'html' | 'markdown' } {
  const path = userPath(text);
  if (/\.html?$/i.test(path)) return { path, form: 'html' };
  if (/\.(md|markdown)$/i.test(path)) return { path, form: 'markdown' };
  throw new InvalidArgumentError('The report is a file whose name ends in .html or .md.');
}

function printSection({ title, header, rows, numbersFrom, notes }: ComparisonTable): void {
  printLine(title);
  printLine('');
  if (rows.length > 0) printTable(header, rows, Math.min(numbersFrom, header.length));
  for (const note of notes) printLine(note);
  printLine('');
}
