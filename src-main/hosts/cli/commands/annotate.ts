import { Command, Option } from 'commander';
import { requireExperiment } from '../../../core/find-experiment';
import { withDataFolder, type FolderOptions } from '../arguments';
import { writing } from '../archive';
import { CHECK_WORKER_ENTRY } from '../entries';
import { say } from '../output';

interface AnnotateOptions extends FolderOptions {
  readonly notes?: string;
  readonly tag?: string;
  readonly untag?: string;
  readonly star?: true;
  readonly unstar?: true;
  readonly archive?: true;
  readonly unarchive?: true;
}

export function annotateCommand(): Command {
  const command = new Command('annotate')
    .description('set the notes of an experiment, its tags, its star, or put it away')
    .argument('<experiment>')
    .option('--notes <text>', 'notes, in place of those before')
    .option('--tag <tag>', 'tag to add')
    .option('--untag <tag>', 'tag to remove')
    .option('--star', 'give it a star')
    .addOption(new Option('--unstar', 'take the star away').conflicts('star'))
    .option('--archive', 'put it away: out of "lab list", found with --archived')
    .addOption(new Option('--unarchive', 'take it back among the others').conflicts('archive'));
  return withDataFolder(command).action(
    async (
      reference: string,
      { dataDir, notes, tag, untag, star, unstar, archive: away, unarchive }: AnnotateOptions,
    ) => {
      if (notes === undefined && !tag && !untag && !star && !unstar && !away && !unarchive) {
        command.error(
          'Nothing to do: give --notes, --tag, --untag, --star, --unstar, --archive or --unarchive.',
        );
      }
      await writing(dataDir, CHECK_WORKER_ENTRY, (archive) => {
        const { id, name } = requireExperiment(archive, reference);
        if (notes !== undefined) archive.setNotes(id, notes);
        if (tag) archive.addTag([id], tag);
        if (untag) archive.removeTag([id], untag);
        if (star || unstar) archive.setStarred([id], star === true);
        if (away || unarchive) archive.setArchived([id], away === true);
        say(`"${name}" is annotated.`);
      });
    },
  );
}
