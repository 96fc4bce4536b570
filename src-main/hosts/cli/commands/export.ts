import { Command, Option } from 'commander';
import { DATA_FORMATS, type DataFormat } from '@shared/contract/bundles';
import { requireExperiment } from '../../../core/find-experiment';
import { exportExperiment } from '../../../export/export-experiment';
import { isArchiveFile } from '../../../store';
import { withDataFolder, type FolderOptions } from '../arguments';
import { readingLong } from '../archive';
import { userPath } from '../../node/user-path';
import { followDeed } from '../follow-deed';
import { say } from '../output';

interface ExportOptions extends FolderOptions {
  readonly format: DataFormat;
  readonly out: string;
  readonly traces?: true;
}

export function exportCommand(): Command {
  return withDataFolder(
    new Command('export')
      .description('write all runs of an experiment to a file')
      .argument('<experiment>')
      .addOption(
        new Option('--format <format>', 'form of the file').choices(DATA_FORMATS).makeOptionMandatory(),
      )
      .option('--traces', 'a row a recorded number of the traces, instead of a row a run')
      .requiredOption('--out <file>', 'file to write; one that is there is replaced'),
  ).action(async (reference: string, { dataDir, format, out, traces }: ExportOptions) => {
    await readingLong(dataDir, async (archive) => {
      const experiment = requireExperiment(archive, reference);
      const file = userPath(out);
      const what = traces ? 'traces' : 'runs';
      const runs = await followDeed((pace) =>
        exportExperiment(
          archive!,
          { experiment, what, format, file },
          { isReserved: (path) => isArchiveFile(dataDir, path), replaces: true },
          pace,
        ),
      );
      say(`${file}: ${traces ? 'traces of ' : ''}${runs} runs of "${experiment.name}".`);
    });
  });
}
