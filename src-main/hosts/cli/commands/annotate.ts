import { Command } from 'commander';
import { requireExperiment } from '../../../core/find-experiment';
import { withDataFolder, type FolderOptions } from '../arguments';
import { writing } from '../archive';
import { CHECK_WORKER_ENTRY } from '../entries';
import { say } from '../output';

interface AnnotateOptions extends FolderOptions {
  readonly notes?: string;
  readonly tag?: string;
  readonly untag?: string;
}

export function annotateCommand(): Command {
  const command = new Command('annotate')
    .description('set the notes of an experiment, add or remove a tag')
    .argument('<experiment>')
    .option('--notes <text>', 'notes, in place of those before')
    .option('--tag <tag>', 'tag to add')
    .option('--untag <tag>', 'tag to remove');
  return withDataFolder(command).action(
    async (reference: string, { dataDir, notes, tag, untag }: AnnotateOptions) => {
      if (notes === undefined && !tag && !untag) {
        command.error('Nothing to do: give --notes, --tag or --untag.');
      }
      await writing(dataDir, CHECK_WORKER_ENTRY, (archive) => {
        const { id, name } = requireExperiment(archive, reference);
        if (notes !== undefined) archive.setNotes(id, notes);
        if (tag) archive.addTag([id], tag);
        if (untag) archive.removeTag([id], untag);
        say(`"${name}" is annotated.`);
      });
    },
  );
}
