import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import type { Verification } from '@shared/contract/provenance';
import type { ExperimentRecord } from '@shared/contract/records';
import { requireExperiment } from '../../../core/find-experiment';
import { openSpec } from '../../../core/open-spec';
import type { ArchiveWriter } from '../../../core/ports';
import {
  chooseRuns,
  USUAL_SHARE,
  VerificationRun,
  type VerificationSummary,
} from '../../../core/verification';
import { forkedEngines } from '../../../engine/launch-forked';
import { systemClock } from '../../node/clock';
import { thisMachine } from '../../node/machine';
import { tableReader } from '../../node/read-table';
import { userPath } from '../../node/user-path';
import {
  index,
  processCount,
  withDataFolder,
  withJson,
  type FolderOptions,
  type JsonOption,
} from '../arguments';
import { writing } from '../archive';
import { CHECK_WORKER_ENTRY, ENGINE_ENTRY } from '../entries';
import { onInterrupt } from '../interrupts';
import { printJson, printLine, printTable, say } from '../output';
import { progressLine } from '../progress-line';

interface VerifyOptions extends FolderOptions, JsonOption {
  readonly share: number;
  readonly all?: true;
  readonly seed?: number;
  readonly processes: number;
}

/** 5 % or 0.05. */
function shareOf(text: string): number {
  const percent = text.trim().endsWith('%');
  const number = Number(percent ? text.trim().slice(0, -1) : text);
  const share = percent ? number / 100 : number;
  if (text.trim() === '' || !(share > 0 && share <= 1))
    throw new InvalidArgumentError('It must be above 0 and at most 100 %, such as 5% or 0.05.');
  return share;
}

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('compute some finished runs again and say whether every bit agrees; exit code 1 where not')
    .argument('<experiment>')
    .addOption(
      new Option('--share <share>', 'of the runs with each outcome, at least one of each')
        .argParser(shareOf)
        .default(USUAL_SHARE, '5%'),
    )
    .option('--all', 'all finished runs')
    .option('--seed <n>', 'which runs of that share (default: others each time)', index)
    .option('--processes <n>', 'engine processes', processCount, availableParallelism());
  return withJson(withDataFolder(command)).action((reference: string, options: VerifyOptions) =>
    writing(options.dataDir, CHECK_WORKER_ENTRY, async (archive) => {
      const record = requireExperiment(archive, reference);
      const { how, verification } = await verify(record, archive, options);
      if (options.json) printJson(verification);
      else printVerification(record, verification);
      requireEqual(record, how, verification);
    }),
  );
}

async function verify(
  record: ExperimentRecord,
  archive: ArchiveWriter,
  { share, all, seed, processes }: VerifyOptions,
): Promise<VerificationSummary> {
  const choice = { share: all ? 1 : share, seed: seed ?? archive.verifications(record.id).length };
  const places = chooseRuns(archive, record, choice);
  const opened = openSpec(record.spec, { archive, readTable: tableReader(userPath('.')) });
  const verification = new VerificationRun(record, opened, {
    archive,
    launch: forkedEngines(ENGINE_ENTRY),
    clock: systemClock,
    processes,
    machine: thisMachine(),
    choice,
    places,
  });
  const { run } = verification;
  const line = progressLine();
  const unsubscribe = run.subscribe(() => line.show(ofTheChosen(verification)));
  const unwatch = onInterrupt(() => run.cancel());
  say(`${record.name} (${record.id}): computing ${places.length} of ${record.counts.finished} runs again.`);
  try {
    return await verification.finished;
  } finally {
    unwatch();
    unsubscribe();
    line.stop();
  }
}

function ofTheChosen({ run, asked }: VerificationRun): ReturnType<typeof run.progress> {
  const progress = run.progress();
  const { total, finished, failed } = progress.runs;
  return { ...progress, runs: { total: asked, finished: finished - (total - asked), failed } };
}

/** Lines of differences on a terminal; --json has all that are kept. */
const SHOWN = 20;

function printVerification(
  { name }: ExperimentRecord,
  { asked, checked, equal, different }: Verification,
): void {
  const stopped = checked < asked ? ` (of ${asked} that were to be)` : '';
  printLine(`${name}: ${checked} runs${stopped} computed again, ${equal} equal in every bit.`);
  if (different.length === 0) return;
  printTable(
    ['cell', 'repetition', 'what', 'archived', 'recomputed'],
    different
      .slice(0, SHOWN)
      .map(({ cell, repetition, what, archived, recomputed }) => [
        String(cell),
        String(repetition),
        what,
        archived ?? '–',
        recomputed ?? '–',
      ]),
  );
  if (different.length > SHOWN) say(`… and ${different.length - SHOWN} more: see --json.`);
}

function requireEqual(
  { name, id }: ExperimentRecord,
  how: VerificationSummary['how'],
  { asked, checked, equal }: Verification,
): void {
  if (equal < checked) {
    throw new WorkbenchError(
      'bytes-differ',
      `Of ${checked} runs of "${name}", ${checked - equal} came out differently from what the archive has.`,
      'Look for damage (lab check --thorough); runs of another version of the program may differ too: lab show says which computed them.',
    );
  }
  if (how === 'cancelled') {
    throw new WorkbenchError('interrupted', `Interrupted: ${checked} of ${asked} runs were compared.`);
  }
  if (checked < asked) {
    throw new WorkbenchError(
      'incomplete',
      `${asked - checked} runs of "${name}" could not be computed again: their engine processes ended each time.`,
      `Try again: lab verify ${id}`,
    );
  }
}
