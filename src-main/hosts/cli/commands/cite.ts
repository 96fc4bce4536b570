import { Command } from 'commander';
import { PAPER_BIBTEX } from '@shared/figures/bibtex';
import { printLine } from '../output';

export function citeCommand(): Command {
  return new Command('cite')
    .description('print the BibTeX entry of the paper whose results are drawn')
    .action(() => printLine(PAPER_BIBTEX.trim()));
}
