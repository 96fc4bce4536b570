import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
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
import { NO_WAIT } from '../compute';
import { CHECK_WORKER_ENTRY } from '../entries';
import { printCost } from '../print-cost';
import { openReference, OWN_DRAWS } from '../read-spec';
import { runAndReport } from '../run-and-report';

interface RunOptions extends FolderOptions, JsonOption, Narrowing {
  readonly processes: number;
  readonly ownDraws?: true;
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
    .option(...OWN_DRAWS)
    .option(...NO_WAIT)
    .option('--table', 'print the table of cells afterwards')
    .option('--dry-run', 'say what it would cost, and compute nothing');
  return withJson(withDataFolder(command)).action((reference: string, options: RunOptions) => {
    if (options.dryRun) {
      reading(options.dataDir, (archive) =>
        printCost(narrowed(openReference(reference, archive, options.ownDraws), options), archive, options),
      );
      return;
    }
    return writing(options.dataDir, CHECK_WORKER_ENTRY, (archive) => run(reference, options, archive));
  });
}

async function run(reference: string, options: RunOptions, archive: ArchiveWriter): Promise<void> {
  const opened = narrowed(openReference(reference, archive, options.ownDraws), options);
  await runAndReport(opened, archive, options);
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
