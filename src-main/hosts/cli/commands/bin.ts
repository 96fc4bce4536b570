import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { requireExperiment } from '../../../core/find-experiment';
import type { ArchiveReader } from '../../../core/ports';
import { purgeAll } from '../../../core/purge';
import { writing } from '../archive';
import { withDataFolder, type FolderOptions } from '../arguments';
import { CHECK_WORKER_ENTRY } from '../entries';
import { formatBytes } from '../format-bytes';
import { say } from '../output';

export function trashCommand(): Command {
  return withDataFolder(
    new Command('trash')
      .description('move experiments to the bin, from where "restore" takes them back')
      .argument('<experiment...>'),
  ).action((references: string[], { dataDir }: FolderOptions) =>
    writing(dataDir, CHECK_WORKER_ENTRY, (archive) => {
      const found = all(archive, references);
      archive.setDeleted(ids(found), true);
      say(`${named(found)} in the bin now. Take back with: lab restore; delete for good with: lab purge`);
    }),
  );
}

export function restoreCommand(): Command {
  return withDataFolder(
    new Command('restore').description('take experiments back from the bin').argument('<experiment...>'),
  ).action((references: string[], { dataDir }: FolderOptions) =>
    writing(dataDir, CHECK_WORKER_ENTRY, (archive) => {
      const found = inBin(all(archive, references));
      archive.setDeleted(ids(found), false);
      say(`${named(found)} back.`);
    }),
  );
}

interface PurgeOptions extends FolderOptions {
  readonly all?: true;
}

export function purgeCommand(): Command {
  const command = new Command('purge')
    .description('delete experiments of the bin for good')
    .argument('[experiment...]')
    .option('--all', 'everything that is in the bin');
  return withDataFolder(command).action(
    (references: string[], { dataDir, all: everything }: PurgeOptions) => {
      if ((references.length === 0) === (everything !== true)) {
        command.error('Say what to purge: experiments of the bin, or --all.');
      }
      return writing(dataDir, CHECK_WORKER_ENTRY, async (archive) => {
        const found = everything ? archive.listExperiments('bin') : inBin(all(archive, references));
        const before = archive.diskUse().freeInside;
        archive.purge(ids(found));
        await purgeAll(archive);
        const freed = formatBytes(Math.max(0, archive.diskUse().freeInside - before));
        say(
          `${found.length} experiment${found.length === 1 ? '' : 's'} purged; ${freed} are free for new runs, "lab compact" gives them back.`,
        );
      });
    },
  );
}

const ids = (found: readonly ExperimentRecord[]) => found.map(({ id }) => id);

function all(archive: ArchiveReader, references: readonly string[]): ExperimentRecord[] {
  return references.map((reference) => requireExperiment(archive, reference));
}

function named(found: readonly ExperimentRecord[]): string {
  return found.length === 1 ? `"${found[0]!.name}" is` : `${found.length} experiments are`;
}

function inBin(found: readonly ExperimentRecord[]): readonly ExperimentRecord[] {
  const elsewhere = found.find(({ deletedAt }) => deletedAt === null);
  if (elsewhere === undefined) return found;
  throw new WorkbenchError(
    'bad-arguments',
    `"${elsewhere.name}" is not in the bin; nothing was changed.`,
    'See what is there with: lab list --bin; move it there with: lab trash',
  );
}
