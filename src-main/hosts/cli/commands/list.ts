import { Command } from 'commander';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { printJson, printTable, say } from '../output';

/** 2026-01-31T12:34:56.789Z as 2026-01-31 12:34 UTC. */
function shortDate(date: string | null): string {
  return date === null ? '–' : `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`;
}

export function listCommand(): Command {
  const command = new Command('list').description('list the experiments of the data folder, newest first');
  return withJson(withDataFolder(command)).action(({ dataDir, json }: FolderOptions & JsonOption) => {
    const experiments = reading(dataDir, (archive) => archive?.listExperiments() ?? []);
    if (json) {
      printJson(experiments);
      return;
    }
    if (experiments.length === 0) {
      say('No experiments here yet. Start with: lab run quick');
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
