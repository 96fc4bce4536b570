import { Command } from 'commander';
import type { Shelf } from '@shared/contract/library';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { printJson, printTable, say } from '../output';
import { shelfOf, withShelf, type ShelfOptions } from '../shelf-options';

type ListOptions = FolderOptions & JsonOption & ShelfOptions;

const EMPTY: Readonly<Record<Shelf, string>> = {
  current: 'No experiments here yet. Start with: lab run quick',
  archived: 'No experiment was put away.',
  bin: 'The bin is empty.',
};

/** 2026-01-31T12:34:56.789Z as 2026-01-31 12:34 UTC. */
export function shortDate(date: string | null): string {
  return date === null ? '–' : `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`;
}

export function listCommand(): Command {
  const command = new Command('list').description(
    'list the experiments of the data folder that were not put away, newest first',
  );
  return withJson(withDataFolder(withShelf(command))).action((options: ListOptions) => {
    const { dataDir, json } = options;
    const shelf = shelfOf(options);
    const experiments = reading(dataDir, (archive) => archive?.listExperiments(shelf) ?? []);
    if (json) {
      printJson(experiments);
      return;
    }
    if (experiments.length === 0) {
      say(EMPTY[shelf]);
      return;
    }
    printTable(
      ['name', 'id', 'status', 'created', 'finished', 'runs', 'failed'],
      experiments.map(({ name, id, status, counts, createdAt, finishedAt }) => [
        name,
        id,
        status,
        shortDate(createdAt),
        shortDate(finishedAt),
        `${counts.finished} of ${counts.total}`,
        String(counts.failed),
      ]),
      5,
    );
  });
}
