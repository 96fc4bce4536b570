import { Command } from 'commander';
import { dataFacts } from '@shared/figures/data-facts';
import { formatNumber } from '@shared/figures/format-number';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { printJson, printFacts } from '../output';
import { openReference } from '../read-spec';

const list = (values: readonly number[]): string => values.map((value) => formatNumber(value)).join('  ');

export function dataCommand(): Command {
  const command = new Command('data')
    .description('what a data set is: its covariance, optimal regressor and risks')
    .argument('<preset|spec.json|experiment>');
  return withJson(withDataFolder(command)).action(
    (reference: string, { dataDir, json }: FolderOptions & JsonOption) => {
      const { data, prepared } = reading(dataDir, (archive) => openReference(reference, archive));
      const facts = dataFacts(data, prepared.problem);
      if (json) {
        printJson(facts);
        return;
      }
      printFacts([
        ['samples n', String(facts.n)],
        ['features d', String(facts.d)],
        ['rank of Σ̂', `${facts.rank} (eigenvalues above ${formatNumber(facts.rankTolerance)})`],
        ['eigenvalues of Σ̂', list(facts.eigenvalues)],
        ['λ, smallest nonzero', formatNumber(facts.lambdaMin)],
        ['Λ, largest', formatNumber(facts.lambdaMax)],
        ['w⋆', list(facts.wStar)],
        ['‖w⋆‖', formatNumber(facts.wStarNorm)],
        ['a', formatNumber(facts.a, 7)],
        ['R_min, risk of w⋆', formatNumber(facts.riskMin)],
        ['R_0, risk of zero', formatNumber(facts.riskZero)],
        ['test samples', String(facts.testSamples)],
      ]);
    },
  );
}
