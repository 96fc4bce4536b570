import { Command } from 'commander';
import { isLinear } from '@shared/experiment/linearity';
import { boundsTable } from '@shared/figures/bounds-table';
import { formatNumber } from '@shared/figures/format-number';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { printJson, printLine, printTable } from '../output';
import { openReference } from '../read-spec';

export function boundsCommand(): Command {
  const command = new Command('bounds')
    .description('what theory says of the sharpness of minimisers and of the critical learning rate')
    .argument('<preset|spec.json|experiment>');
  return withJson(withDataFolder(command)).action(
    (reference: string, { dataDir, json }: FolderOptions & JsonOption) => {
      const { spec, prepared } = reading(dataDir, (archive) => openReference(reference, archive));
      const rows = boundsTable(spec.grid.depths.map(prepared.theory));
      if (json) {
        printJson(rows);
        return;
      }
      printTable(
        [
          'depth',
          'lower bound',
          'S_min exact',
          'upper bound',
          'small-init upper',
          '2/S_min',
          '2/lower bound',
        ],
        rows.map((row) => [
          String(row.depth),
          ...[
            row.lower,
            row.exact,
            row.upper,
            row.smallInitialisationUpper,
            row.criticalLearningRate,
            row.criticalLearningRateUpperBound,
          ].map((value) => formatNumber(value)),
        ]),
      );
      printLine('');
      printLine(
        'Sharpness of minimisers of linear networks (Theorem 2; S_min exact). Beyond the learning rate 2/S_min no',
      );
      printLine(
        'minimiser is stable; 2/lower bound is at least that. "small-init upper" is Corollary 2: gradient flow from',
      );
      printLine('small weights, fully connected, Σ̂ of full rank.');
      if (!isLinear(spec)) {
        printLine('');
        printLine(
          'This experiment has GELU between its layers: these are the numbers of the linear network on the same',
        );
        printLine('data, for reference. They bound no GELU network.');
      }
    },
  );
}
