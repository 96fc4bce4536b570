import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { estimate } from '@shared/experiment/estimate';
import { narrow, type Narrowing } from '@shared/experiment/narrow';
import type { RunSummary } from '../../../core/experiment-run';
import type { OpenSpec } from '../../../core/open-spec';
import type { ArchiveWriter } from '../../../core/ports';
import { archiveExperiment, startExperiment } from '../../../core/start-experiment';
import { forkedEngines } from '../../../engine/launch-forked';
import { systemClock } from '../../node/clock';
import { requireSpace } from '../../node/free-space';
import { PROGRAM_VERSION } from '../../version';
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
import { CHECK_WORKER_ENTRY, ENGINE_ENTRY } from '../entries';
import { printJson, printLine, printFacts, say } from '../output';
import { onLostNpm } from '../parent-watch';
import { formatDuration, progressLine } from '../progress-line';
import { openReference } from '../read-spec';
import { printCellTable, rowsOf } from './table';

/** Each ends a run in good order: finished runs are kept. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface RunOptions extends FolderOptions, JsonOption, Narrowing {
  readonly processes: number;
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
  const cost = estimate(opened.spec, opened.data.train, options.processes);
  requireSpace(options.dataDir, cost.disk);
  const record = archiveExperiment(archive, opened, PROGRAM_VERSION);
  if (record.name !== opened.spec.name) say(`This experiment is kept as "${record.name}".`);
  announce(record, cost.seconds);
  const summary = await compute(opened, options.processes, archive);
  const after = archive.findById(record.id)!;
  const { name, id, status } = after;
  if (summary.how === 'cancelled') {
    throw new WorkbenchError(
      'interrupted',
      `Interrupted: ${summary.counts.finished} of ${summary.counts.total} runs of "${name}" are kept.`,
      `Go on with: lab run ${id}`,
    );
  }
  const { computed, seconds, kernelSeconds } = summary;
  if (options.json) printJson({ id, name, status, counts: after.counts, computed, seconds, kernelSeconds });
  else if (options.table) printCellTable(rowsOf(archive, after));
  else {
    printLine(
      `${name} (${id}): ${after.counts.finished} of ${after.counts.total} runs finished, ${summary.computed} computed now.`,
    );
    say(`See them with: lab table ${/^[\w.-]+$/.test(name) ? name : id}`);
  }
  if (summary.how === 'failed') {
    throw new WorkbenchError(
      'incomplete',
      `${summary.counts.failed} runs of "${name}" failed: ${firstReason(archive, after)}.`,
      `Try them again with: lab run ${id}`,
    );
  }
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

function announce({ name, id, counts }: ExperimentRecord, seconds: number): void {
  const missing = counts.total - counts.finished;
  if (missing === 0) {
    say(`${name} (${id}) is complete: nothing to compute.`);
    return;
  }
  const left = (seconds * missing) / counts.total;
  const before = counts.finished > 0 ? `, ${counts.finished} are there already` : '';
  say(`${name} (${id}): ${missing} runs to compute${before}; about ${formatDuration(left)}.`);
}

async function compute(opened: OpenSpec, processes: number, archive: ArchiveWriter): Promise<RunSummary> {
  const run = startExperiment(opened, {
    archive,
    launch: forkedEngines(ENGINE_ENTRY),
    clock: systemClock,
    processes,
  });
  const line = progressLine();
  const unsubscribe = run.subscribe(() => line.show(run.progress()));
  const interrupt = (): void => run.cancel();
  const unwatch = onLostNpm(interrupt);
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    return await run.finished;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    unwatch();
    unsubscribe();
    line.stop();
  }
}

function firstReason(archive: ArchiveWriter, { id }: ExperimentRecord): string {
  for (const { status, reason } of archive.runs(id))
    if (status === 'failed') return reason ?? 'for no stated reason';
  return 'for no stated reason';
}
