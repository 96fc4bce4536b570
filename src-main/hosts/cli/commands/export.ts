import { Command, Option } from 'commander';
import { exportExperiment, type ExportFormat } from '../../../export/export-experiment';
import { isArchiveFile } from '../../../store';
import { withDataFolder, type FolderOptions } from '../arguments';
import { readingExperiment } from '../archive';
import { userPath } from '../../node/user-path';
import { say } from '../output';

interface ExportOptions extends FolderOptions {
  readonly format: ExportFormat;
  readonly out: string;
}

export function exportCommand(): Command {
  return withDataFolder(
    new Command('export')
      .description('write all runs of an experiment to a file')
      .argument('<experiment>')
      .addOption(
        new Option('--format <format>', 'form of the file').choices(['csv', 'json']).makeOptionMandatory(),
      )
      .requiredOption('--out <file>', 'file to write; one that is there is replaced'),
  ).action((reference: string, { dataDir, format, out }: ExportOptions) => {
    readingExperiment(dataDir, reference, (archive, experiment) => {
      const file = userPath(out);
      const runs = exportExperiment(archive, experiment, format, file, (path) =>
        isArchiveFile(dataDir, path),
      );
      say(`${file}: ${runs} runs of "${experiment.name}".`);
    });
  });
}
