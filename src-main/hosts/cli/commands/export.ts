import { Command, Option } from 'commander';
import { exportExperiment, type ExportFormat } from '../../../export/export-experiment';
import { withDataFolder, type FolderOptions } from '../arguments';
import { readingExperiment } from '../archive';
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
      const runs = exportExperiment(archive, experiment, format, out);
      say(`${out}: ${runs} runs of "${experiment.name}".`);
    });
  });
}
