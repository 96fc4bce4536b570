import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { estimate } from '@shared/experiment/estimate';
import { narrow, type Narrowing } from '@shared/experiment/narrow';
import type { OpenSpec } from '../../../core/open-spec';
import type { ArchiveWriter } from '../../../core/ports';
import {
  count,
  numberList,
  processCount,
  withDataFolder,
  withJson,
  type FolderOptions,
  type JsonOption,
} from '../arguments';
import { reading, writing } from '../archive';
import { computeExperiment, NO_WAIT, requireNoFailures } from '../compute';
import { CHECK_WORKER_ENTRY } from '../entries';
import { printFacts, printJson, printLine, say } from '../output';
import { formatDuration } from '../progress-line';
import { openReference } from '../read-spec';
import { printCellTable, rowsOf } from './table';

interface RunOptions extends FolderOptions, JsonOption, Narrowing {
  readonly processes: number;
  readonly wait: boolean;
  readonly table?: true;
  readonly dryRun?: true;
}

export function runCommand(): Command {
  const command = new Command('run')
    .description('compute an experiment, or what it still lacks')
    .argument('<preset|spec.json|experiment>')
    .option('--processes <n>', 'engine processes', processCount, availableParallelism())
    .option('--learning-rates <list>', 'only these learning rates, separated by commas', numberList)
    .option('--scales <list>', 'only these scales, separated by commas', numberList)
    .option('--repetitions <n>', 'cap the repetitions a cell at so many', count)
    .option('--steps <n>', 'cap the steps of a run at so many', count)
    .option(...NO_WAIT)
    .option('--table', 'print the table of cells afterwards')
    .option('--dry-run', 'say what it would cost, and compute nothing');
  return withJson(withDataFolder(command)).action((reference: string, options: RunOptions) => {
    if (options.dryRun) {
      dryRun(reference, options);
      return;
    }
    return writing(options.dataDir, CHECK_WORKER_ENTRY, (archive) => run(reference, options, archive));
  });
}

async function run(reference: string, options: RunOptions, archive: ArchiveWriter): Promise<void> {
  const opened = narrowed(openReference(reference, archive), options);
  const computed = await computeExperiment(opened, archive, options);
  const { record, summary } = computed;
  const { name, id, status, counts } = record;
  if (options.json) {
    const { seconds, kernelSeconds } = summary;
    printJson({ id, name, status, counts, computed: summary.computed, seconds, kernelSeconds });
  } else if (options.table) printCellTable(rowsOf(archive, record));
  else {
    printLine(
      `${name} (${id}): ${counts.finished} of ${counts.total} runs finished, ${summary.computed} computed now.`,
    );
    say(`See them with: lab table ${/^[\w.-]+$/.test(name) ? name : id}`);
  }
  requireNoFailures(computed, archive);
}

/** What the experiment would cost, had nothing of it been computed. */
function dryRun(reference: string, options: RunOptions): void {
  const opened = reading(options.dataDir, (archive) => narrowed(openReference(reference, archive), options));
  const cost = estimate(opened.spec, opened.data.train, options.processes);
  if (options.json) {
    printJson(cost);
    return;
  }
  printFacts([
    ['runs', cost.runs.toLocaleString('en')],
    ['steps', cost.steps.toLocaleString('en')],
    ['time', `about ${formatDuration(cost.seconds)} with ${options.processes} engine processes`],
    ['memory', `about ${Math.ceil(cost.memory / 1e6)} MB a process`],
    ...(cost.runsSideBySide < 4
      ? [
          [
            'side by side',
            `${cost.runsSideBySide} of 4 runs: four networks of this size would take too much memory`,
          ],
        ]
      : []),
    ['disk', `about ${Math.ceil(cost.disk / 1e6)} MB`],
  ]);
}

function narrowed(opened: OpenSpec, { learningRates, scales, repetitions, steps }: RunOptions): OpenSpec {
  const selection = narrow(opened.spec, { learningRates, scales, repetitions, steps });
  if (!selection.ok) {
    throw new WorkbenchError(
      'bad-arguments',
      selection.problems.map(({ message }) => `${message}.`).join('\n'),
    );
  }
  return { ...opened, spec: selection.spec };
}
