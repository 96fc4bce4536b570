import { Command } from 'commander';
import type { BundlePlan, BundleStep } from '@shared/contract/bundles';
import { requireExperiment } from '../../../core/find-experiment';
import { purgeAll } from '../../../core/purge';
import { lookIntoBundle, takeBundle, writeBundle } from '../../node/bundle-file';
import { userPath } from '../../node/user-path';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { readingLong, writing } from '../archive';
import { CHECK_WORKER_ENTRY } from '../entries';
import { followDeed } from '../follow-deed';
import { printJson, printLine, printTable, say } from '../output';

/** For what is left of an import that was not to be; more is left to the next time. */
const PURGING_MS = 5000;

interface ExportOptions extends FolderOptions, JsonOption {
  readonly out: string;
}

interface ImportOptions extends FolderOptions, JsonOption {
  readonly dryRun?: true;
}

export function bundleCommand(): Command {
  return new Command('bundle')
    .description('experiments with all their runs as one file (docs/bundle-format.md)')
    .addCommand(exportBundleCommand())
    .addCommand(importBundleCommand());
}

function exportBundleCommand(): Command {
  const command = new Command('export')
    .description('write experiments into one file')
    .argument('<experiment...>')
    .requiredOption('--out <file>', 'file to write, NAME.workbench.zip; it must not be there yet');
  return withJson(withDataFolder(command)).action(
    async (references: string[], { dataDir, out, json }: ExportOptions) => {
      const file = userPath(out);
      const written = await readingLong(dataDir, (archive) => {
        const experiments = references.map((reference) => requireExperiment(archive, reference));
        return followDeed((pace) => writeBundle(dataDir, archive!, experiments, file, pace));
      });
      if (json) printJson({ file, ...written });
      else {
        const { experiments, runs, bytes } = written;
        printLine(
          `${file}: ${experiments} ${experiments === 1 ? 'experiment' : 'experiments'}, ${runs} runs, ${bytes} bytes.`,
        );
      }
    },
  );
}

function importBundleCommand(): Command {
  const command = new Command('import')
    .description('bring the experiments of a bundle into the data folder, all of them or none')
    .argument('<file>')
    .option('--dry-run', 'check everything and say what would come, and change nothing');
  return withJson(withDataFolder(command)).action(
    async (name: string, { dataDir, dryRun, json }: ImportOptions) => {
      const file = userPath(name);
      const plan = dryRun
        ? await readingLong(dataDir, (archive) =>
            followDeed((pace) => lookIntoBundle(dataDir, archive, file, pace)),
          )
        : await writing(dataDir, CHECK_WORKER_ENTRY, async (archive) => {
            try {
              return await followDeed((pace) => takeBundle(dataDir, archive, file, pace));
            } finally {
              await purgeAll(archive, PURGING_MS);
            }
          });
      if (json) printJson({ file, ...plan });
      else printPlan(plan);
    },
  );
}

const WORDS: Readonly<Record<BundleStep['action'], string>> = {
  new: 'new',
  add: 'gains runs',
  here: 'already here',
  conflict: 'conflict',
};

const SHELVES = { bin: ', in the bin', archived: ', archived' } as const;

function printPlan({ experiments, imported }: BundlePlan): void {
  printTable(
    ['experiment', 'id', 'runs', 'added', ''],
    experiments.map(({ as, id, runs, added, action, shelf }) => [
      as,
      id,
      String(runs),
      String(added),
      `${WORDS[action]}${shelf === 'bin' || shelf === 'archived' ? SHELVES[shelf] : ''}`,
    ]),
    2,
  );
  for (const { name, difference } of experiments) if (difference !== null) say(`"${name}": ${difference}.`);
  if (!imported) say('Nothing was imported: this was a look only.');
}
