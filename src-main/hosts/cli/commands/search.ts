import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import type { LibraryRow } from '@shared/contract/library';
import { searchLibrary } from '../../../core/search-library';
import { reading } from '../archive';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { formatBytes } from '../format-bytes';
import { printJson, printTable, say } from '../output';
import { shelfOf, withShelf, type ShelfOptions } from '../shelf-options';
import { shortDate } from './list';

interface SearchOptions extends FolderOptions, JsonOption, ShelfOptions {
  readonly sort?: string;
}

const FILTERS = `
All of what is given has to hold:
  paper "flat minima"         words in name, notes or tags; name:…, notes:… in one of them
  "learningRate < 0.05"       fields of the spec, measures (by their mean), runs, cells, size, cost, dates
  "depth in 5,8..10"          one of these values or ranges; also depth:5,8..10
  "diverged > 10%"            shares of outcomes
  tag:figure status:finished starred
  -tag:old                    a minus turns round what it stands before; arguments come after "--" then
Signs that the shell reads itself (<, >) go into quotes.`;

export function searchCommand(): Command {
  const command = new Command('search')
    .description('find experiments by words and conditions')
    .argument('[words...]', 'a filter, as the library of a window takes it')
    .option('--sort <field>', 'sort by a field, downwards with a minus before it (--sort=-created)')
    .addHelpText('after', FILTERS);
  return withJson(withDataFolder(withShelf(command))).action((words: string[], options: SearchOptions) => {
    const { sort = null, dataDir, json } = options;
    const order = sort && { by: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
    const text = words.map(asTyped).join(' ');
    const query = { shelf: shelfOf(options), text, order: order === '' ? null : order };
    const { rows, problems } = reading(dataDir, (archive) => searchLibrary(archive, query));
    if (problems.length > 0) {
      throw new WorkbenchError(
        'bad-arguments',
        problems.map(({ message }) => message).join('\n'),
        'See "lab search --help" for what a filter can say.',
        {},
        problems,
      );
    }
    if (json) printJson(rows);
    else if (rows.length === 0) say('Nothing answers to this.');
    else printRows(rows);
  });
}

/** The shell has taken the quotes from "flat minima"; what holds an operator is a condition in itself. */
function asTyped(word: string): string {
  const isPhrase = /\s/.test(word) && !/[<>=:≤≥≠"]|\sin\s/.test(word);
  return isPhrase ? `"${word}"` : word;
}

function printRows(rows: readonly LibraryRow[]): void {
  printTable(
    ['name', 'id', 'status', 'created', 'tags', 'runs', 'diverged', 'size'],
    rows.map(({ name, id, status, createdAt, tags, counts, outcomes, contentBytes }) => [
      name,
      id,
      status,
      shortDate(createdAt),
      tags.join(', '),
      `${counts.finished} of ${counts.total}`,
      counts.finished === 0 ? '–' : `${((100 * outcomes.diverged) / counts.finished).toFixed(1)} %`,
      formatBytes(contentBytes),
    ]),
    5,
  );
}
