import { Option, type Command } from 'commander';
import type { Shelf } from '@shared/contract/library';

export interface ShelfOptions {
  readonly archived?: true;
  readonly bin?: true;
}

export function withShelf(command: Command): Command {
  return command
    .option('--archived', 'those that were put away')
    .addOption(new Option('--bin', 'those in the bin').conflicts('archived'));
}

export function shelfOf({ archived, bin }: ShelfOptions): Shelf {
  if (bin) return 'bin';
  return archived ? 'archived' : 'current';
}
