import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { extend, type Extension } from '@shared/experiment/extend';
import { requireExperiment } from '../../../core/find-experiment';
import { openSpec, type OpenSpec } from '../../../core/open-spec';
import type { ArchiveReader } from '../../../core/ports';
import { tableReader } from '../../node/read-table';
import { userPath } from '../../node/user-path';
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
import { runAndReport } from '../run-and-report';

interface ExtendOptions extends FolderOptions, JsonOption, Extension {
  readonly processes: number;
  readonly wait: boolean;
  readonly table?: true;
  readonly dryRun?: true;
}

export function extendCommand(): Command {
  const command = new Command('extend')
    .description('go on from an experiment with a larger grid, computing only the runs that are new')
    .argument('<experiment>')
    .option('--repetitions <n>', 'at least so many repetitions a cell', count)
    .option('--steps <n>', 'at least so many steps a run', count)
    .option('--learning-rates <list>', 'these learning rates too, separated by commas', numberList)
    .option('--scales <list>', 'these scales too, separated by commas', numberList)
    .option('--depths <list>', 'these depths too, separated by commas', numberList)
    .option('--processes <n>', 'engine processes', processCount, availableParallelism())
    .option(...NO_WAIT)
    .option('--table', 'print the table of cells afterwards')
    .option('--dry-run', 'say which runs are there and what the others would cost, and compute nothing');
  return withJson(withDataFolder(command)).action((reference: string, options: ExtendOptions) => {
    if (options.dryRun) {
      reading(options.dataDir, (archive) => {
        const from = requireExperiment(archive, reference);
        printCost(extended(from, options, archive), archive, options);
      });
      return;
    }
    return writing(options.dataDir, CHECK_WORKER_ENTRY, async (archive) => {
      const from = requireExperiment(archive, reference);
      await runAndReport(extended(from, options, archive), archive, { ...options, from: from.id });
    });
  });
}

function extended(from: ExperimentRecord, by: Extension, archive: ArchiveReader | null): OpenSpec {
  const larger = extend(from.spec, by);
  if (!larger.ok) {
    throw new WorkbenchError('bad-arguments', larger.problems.map(({ message }) => `${message}.`).join('\n'));
  }
  try {
    return openSpec(larger.spec, { archive, readTable: tableReader(userPath('.')) });
  } catch (error) {
    if (!(error instanceof WorkbenchError) || from.spec.randomness.scheme !== 'authors') throw error;
    throw new WorkbenchError(
      error.code,
      error.message,
      `The authors drew no more. Draws of its own have no such end: lab run "${from.name}" --own-draws`,
      { cause: error },
      error.problems,
    );
  }
}
