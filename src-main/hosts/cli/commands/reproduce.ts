import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { tally, tallySaid } from '@shared/claims/tally';
import { PAPER_FIGURES, type PaperFigureId } from '@shared/figures/paper-figures';
import { paperSheet, presetsOf, reproduction } from '../../../core/paper';
import type { ArchiveReader } from '../../../core/ports';
import { reproductionReport } from '../../../core/report/report-file';
import { exportSheet } from '../../../core/sheets';
import { userPath } from '../../node/user-path';
import { processCount, withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { readingLong, writing } from '../archive';
import { computeExperiment, NO_WAIT, requireNoFailures } from '../compute';
import { CHECK_WORKER_ENTRY } from '../entries';
import { printJson, printLine, say } from '../output';
import { openReference } from '../read-spec';
import { sheetContext } from '../sheet-context';
import { outputFolder, writeFiles } from '../write-files';

interface ReproduceOptions extends FolderOptions, JsonOption {
  readonly figures: readonly PaperFigureId[];
  readonly out: string;
  readonly processes: number;
  readonly wait: boolean;
}

const HELP = `
Computes what is missing, then writes each figure as PDF, SVG, PNG and CSV, and reproduction.html, reproduction.md and claims.json:
what the paper claims of each figure beside what was measured. Interrupted, it goes on where it was. A claim that does
not hold as worded is reported so, and is no failure of the command.`;

export function reproduceCommand(): Command {
  const command = new Command('reproduce')
    .description('compute the paper’s experiments, draw its figures and check its claims')
    .option('--figures <list>', 'figures of the paper, separated by commas', figureList, [...PAPER_FIGURES])
    .option('--out <dir>', 'folder for the figures and the report', 'reproduction')
    .option('--processes <n>', 'engine processes', processCount, availableParallelism())
    .option(...NO_WAIT)
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action(async (options: ReproduceOptions) => {
    const folder = outputFolder(userPath(options.out));
    await computeMissing(options);
    await readingLong(options.dataDir, (archive) => writeReport(archive, folder, options));
  });
}

function figureList(text: string): PaperFigureId[] {
  return text.split(',').map((part) => {
    const figure = PAPER_FIGURES.find((candidate) => candidate === part.trim());
    if (figure === undefined) {
      throw new InvalidArgumentError(
        `"${part}" is no figure of the paper; there are ${PAPER_FIGURES.join(', ')}.`,
      );
    }
    return figure;
  });
}

async function computeMissing(options: ReproduceOptions): Promise<void> {
  const presets = [...new Set(options.figures.flatMap(presetsOf))];
  await writing(options.dataDir, CHECK_WORKER_ENTRY, async (archive) => {
    for (const preset of presets) {
      requireNoFailures(
        await interruptible(computeExperiment(openReference(preset, archive), archive, options)),
        archive,
      );
    }
  });
}

/** Says how to go on with all of it, not with the experiment alone that was interrupted. */
async function interruptible<T>(computing: Promise<T>): Promise<T> {
  try {
    return await computing;
  } catch (error) {
    if (!(error instanceof WorkbenchError && error.code === 'interrupted')) throw error;
    throw new WorkbenchError(
      error.code,
      error.message,
      'Give the same command again: it goes on where it was.',
    );
  }
}

/** Of the pictures made of dots. */
const DPI = 300;

async function writeReport(
  archive: ArchiveReader | null,
  folder: string,
  options: ReproduceOptions,
): Promise<void> {
  const context = sheetContext(archive);
  const paths: string[] = [];
  for (const figure of options.figures) {
    const sheet = paperSheet(archive, figure);
    if (sheet === null) continue;
    say(`Drawing figure ${figure} …`);
    const name = `figure-${figure}`;
    const files = await exportSheet(context, sheet, {
      formats: ['pdf', 'svg', 'png', 'csv'],
      name,
      dpi: DPI,
    });
    paths.push(...writeFiles(folder, files));
  }
  say('Checking the claims …');
  const report = await reproduction(context, options.figures);
  const verdicts = report.figures.flatMap((figure) => figure.verdicts);
  paths.push(
    ...writeFiles(folder, [
      reproductionReport(report, 'html'),
      reproductionReport(report, 'markdown'),
      {
        name: 'claims.json',
        mediaType: 'application/json',
        bytes: new TextEncoder().encode(`${JSON.stringify(verdicts, null, 2)}\n`),
      },
    ]),
  );
  if (options.json) {
    printJson({ files: paths, claims: tally(verdicts) });
    return;
  }
  for (const path of paths) printLine(path);
  printLine(tallySaid(tally(verdicts)));
}
