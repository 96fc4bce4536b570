import { Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import { LEAST_DPI, MOST_DPI } from '@shared/contract/api-schemas';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { sheetSchema } from '@shared/contract/sheet-schemas';
import { FIGURE_FORMATS, type FigureFormat, type SheetRequest } from '@shared/drawing/sheet';
import { isLinear } from '@shared/experiment/linearity';
import { defaultFigures, figureId, figureTitle } from '@shared/figures/default-figures';
import {
  INTERVALS,
  type FigureKind,
  type FigureRequest,
  type Interval,
} from '@shared/figures/figure-request';
import { PAPER_FIGURES, paperFigure } from '@shared/figures/paper-figures';
import { RUN_PANEL_IDS } from '@shared/figures/run-theory/panel-ids';
import type { RunPlace } from '@shared/training/run-result';
import { DYNAMICS_KINDS, type DynamicsKind } from '@shared/training/trajectory';
import { findExperiment, requireExperiment } from '../../../core/find-experiment';
import type { ArchiveReader } from '../../../core/ports';
import { exportSheet, previewSheet } from '../../../core/sheets';
import { userPath } from '../../node/user-path';
import { count, number, withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { readingLong } from '../archive';
import { printFacts, printJson, printLine, say } from '../output';
import { sheetContext } from '../sheet-context';
import { styleOf, withStyle, type StyleOptions } from '../style-options';
import { writeFiles } from '../write-files';

interface FigureOptions extends FolderOptions, JsonOption, StyleOptions {
  readonly kind?: readonly string[];
  readonly format: readonly FigureFormat[];
  readonly out: string;
  readonly name?: string;
  readonly dpi: number;
  readonly columns?: number;
  readonly convention?: 'exact' | 'as-published';
  readonly interval?: Interval;
  readonly text?: true;
  readonly run: RunPlace;
  readonly dynamics: DynamicsKind;
}

const HELP = `
<what> is a figure of the paper (1, 4), a panel of it (1b), or an experiment: an id, a name or a preset. Of an
experiment, --kind chooses among its figures; without it they are listed.

  lab figure 1 --format pdf,svg --out figures
  lab figure 1b --venue icml --format pdf
  lab figure mine --kind sharpness --interval bootstrap --format pgfplots
  lab figure mine --kind theory-singularValues --run 3,0 --dynamics gradientFlow
  lab figure 1 --text                       caption, methods and BibTeX`;

export function figureCommand(): Command {
  const command = new Command('figure')
    .description('draw figures of experiments into files fit for a paper')
    .argument('<what>')
    .option('--kind <list>', 'which figures of an experiment, separated by commas', list)
    .option('--format <list>', `of the files: ${FIGURE_FORMATS.join(', ')}`, formatList, ['pdf'])
    .option('--out <dir>', 'folder for the files', '.')
    .option('--name <name>', 'of the files, without an ending')
    .option('--dpi <dots>', 'of PNG: dots an inch', number, 300)
    .option('--columns <n>', 'of the grid, where there are several figures', count)
    .addOption(
      new Option('--convention <convention>', 'of distances and sharpness').choices([
        'exact',
        'as-published',
      ]),
    )
    .addOption(new Option('--interval <interval>', '95 % intervals of means').choices(INTERVALS))
    .option('--run <cell,repetition>', 'of figures of one run’s theory', runPlace, { cell: 0, repetition: 0 })
    .addOption(
      new Option('--dynamics <dynamics>', 'of these').choices(DYNAMICS_KINDS).default('gradientDescent'),
    )
    .option('--text', 'print caption, methods and BibTeX instead of drawing');
  return withJson(withDataFolder(withStyle(command)))
    .addHelpText('after', HELP)
    .action((what: string, options: FigureOptions) =>
      readingLong(options.dataDir, (archive) => figure(what, options, archive)),
    );
}

async function figure(what: string, options: FigureOptions, archive: ArchiveReader | null): Promise<void> {
  const chosen = chooseFigures(what, options, archive);
  if (chosen === null) return;
  const figures = chosen.figures.map((request) => changed(request, options));
  const columns = options.columns ?? chosen.columns;
  const sheet = checked({ figures, columns, style: styleOf(options, figures.length, columns) });
  requireDpi(options.dpi);
  const context = sheetContext(archive);
  const { svg: _, ...said } = await previewSheet(context, sheet);
  if (options.text) {
    if (options.json) printJson(said);
    else for (const part of [said.caption, '', said.methods, '', said.bibtex.trim()]) printLine(part);
    return;
  }
  for (const warning of said.warnings) say(warning);
  const files = await exportSheet(context, sheet, {
    formats: options.format,
    name: options.name ?? chosen.name,
    dpi: options.dpi,
  });
  const paths = writeFiles(userPath(options.out), files);
  if (options.json) printJson({ files: paths, caption: said.caption, warnings: said.warnings });
  else for (const path of paths) printLine(path);
}

/** As it would be checked at the door of a window. */
function checked(sheet: SheetRequest): SheetRequest {
  const { success, data, error } = sheetSchema.safeParse(sheet);
  if (success) return data;
  throw new WorkbenchError('bad-arguments', refusal(error.issues[0]!));
}

/** "--font-size must be at most 72 pt." */
function refusal(issue: z.core.$ZodIssue): string {
  const field = String(issue.path.at(-1));
  const option = `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const unit = SIZES.has(field) ? ' pt' : '';
  if (issue.code === 'too_small') return `${option} must be at least ${issue.minimum}${unit}.`;
  if (issue.code === 'too_big') return `${option} must be at most ${issue.maximum}${unit}.`;
  return `${option}: ${issue.message}.`;
}

/** Options that are lengths. */
const SIZES: ReadonlySet<string> = new Set(['width', 'height', 'fontSize', 'lineWidth']);

function requireDpi(dpi: number): void {
  if (dpi >= LEAST_DPI && dpi <= MOST_DPI) return;
  throw new WorkbenchError('bad-arguments', `dpi is ${dpi}; it must be from ${LEAST_DPI} to ${MOST_DPI}.`);
}

interface Chosen {
  readonly figures: readonly FigureRequest[];
  readonly columns: number;
  /** Of the files; null for one made of what is shown. */
  readonly name: string | null;
}

/** Null where they were listed instead. */
function chooseFigures(what: string, options: FigureOptions, archive: ArchiveReader | null): Chosen | null {
  const ofPaper = paperPanels(what);
  if (ofPaper !== null) {
    const figures = ofPaper.panels.map(({ preset, kind }) => {
      const found = findExperiment(archive, preset);
      if (found === null) throw notReproduced(what, preset);
      return { ...kind(found.spec), experiment: found.id };
    });
    return { figures, columns: Math.min(ofPaper.columns, figures.length), name: `figure-${what}` };
  }
  if (/^\d{1,2}[a-z]?$/.test(what) && findExperiment(archive, what) === null) throw noSuchFigure(what);
  const experiment = requireExperiment(archive, what);
  if (options.kind === undefined) {
    listFigures(experiment, options);
    return null;
  }
  const figures = options.kind.map((id) => ({
    ...kindNamed(id, experiment, options),
    experiment: experiment.id,
  }));
  return { figures, columns: figures.length > 1 ? 2 : 1, name: null };
}

/** `what` is a figure or a panel of the paper: panels begin with the number of their figure. */
function notReproduced(what: string, preset: string): WorkbenchError {
  return new WorkbenchError(
    'not-run',
    `Figure ${what} of the paper needs "${preset}", which was not run in this data folder yet.`,
    `Compute and draw all of the figure: lab reproduce --figures ${what.replace(/\D.*$/, '')}`,
  );
}

function noSuchFigure(what: string): WorkbenchError {
  return new WorkbenchError(
    'bad-arguments',
    `The paper has no figure ${what}, and no experiment here is called that.`,
    `Its figures are ${PAPER_FIGURES.join(', ')}; panels are ${PAPER_FIGURES.flatMap(
      (figure) => paperFigure(figure).panels,
    )
      .map(({ id }) => id)
      .filter((id) => /^\d[a-z]$/.test(id))
      .join(', ')}.`,
  );
}

function paperPanels(what: string): Pick<ReturnType<typeof paperFigure>, 'panels' | 'columns'> | null {
  const whole = PAPER_FIGURES.find((figure) => figure === what);
  if (whole !== undefined) return paperFigure(whole);
  const panels = PAPER_FIGURES.flatMap((figure) => paperFigure(figure).panels).filter(
    ({ id }) => id === what,
  );
  return panels.length > 0 ? { panels, columns: 1 } : null;
}

/** The figures of a run's theory, by the names that files of them have. */
function theoryFigures({ spec }: ExperimentRecord, { run, dynamics }: FigureOptions): FigureKind[] {
  if (!isLinear(spec)) return [];
  const compare = dynamics === 'gradientDescent';
  return RUN_PANEL_IDS.map((panel) => ({ kind: 'runTheory', panel, run, dynamics, compare }));
}

function kindNamed(id: string, experiment: ExperimentRecord, options: FigureOptions): FigureKind {
  const { name, spec } = experiment;
  const kinds = [...defaultFigures(spec), ...theoryFigures(experiment, options)];
  const found = kinds.find((kind) => figureId(kind) === id);
  if (found !== undefined) return found;
  throw new WorkbenchError(
    'bad-arguments',
    `"${id}" is no figure of "${name}".`,
    `It has: ${kinds.map(figureId).join(', ')}.`,
  );
}

function listFigures(experiment: ExperimentRecord, options: FigureOptions): void {
  const { json } = options;
  const kinds = [...defaultFigures(experiment.spec), ...theoryFigures(experiment, options)];
  const figures = kinds.map((kind) => ({ kind: figureId(kind), title: figureTitle(kind) }));
  if (json) printJson(figures);
  else printFacts(figures.map(({ kind, title }) => [kind, title]));
}

/** In the convention and with the interval that were asked for, where a figure has them. */
function changed(request: FigureRequest, { convention, interval }: FigureOptions): FigureRequest {
  return {
    ...request,
    ...('convention' in request && convention !== undefined
      ? { convention: convention === 'exact' ? 'exact' : 'asPublished' }
      : {}),
    ...('interval' in request && interval !== undefined ? { interval } : {}),
  };
}

function list(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function formatList(text: string): FigureFormat[] {
  return list(text).map((part) => {
    const format = FIGURE_FORMATS.find((candidate) => candidate === part);
    if (format !== undefined) return format;
    throw new WorkbenchError(
      'bad-arguments',
      `"${part}" is no format of figures; there are ${FIGURE_FORMATS.join(', ')}.`,
    );
  });
}

/** "3,0": cell 3, its first repetition. */
function runPlace(text: string): RunPlace {
  const found = /^(\d+),(\d+)$/.exec(text);
  if (found !== null) return { cell: Number(found[1]), repetition: Number(found[2]) };
  throw new InvalidArgumentError('It must be a cell and a repetition, both counted from 0, such as 3,0.');
}
