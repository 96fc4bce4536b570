import { Command, Option } from 'commander';
import { generalisationFit } from '@shared/claims/generalisation-fit';
import { WorkbenchError } from '@shared/contract/errors';
import { matchOf } from '@shared/experiment/match';
import type { Convention } from '@shared/figures/figure-data';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import { experimentEvidence } from '../../../core/claim-evidence';
import { number, withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { readingExperiment } from '../archive';
import { printFacts, printJson, printLine } from '../output';

interface RegressionOptions extends FolderOptions, JsonOption {
  readonly learningRate?: number;
  readonly sharpness: keyof typeof CONVENTIONS;
}

const CONVENTIONS = {
  'as-published': 'asPublished',
  exact: 'exact',
} as const satisfies Record<string, Convention>;

const HELP = `
Figure 6b: least squares of log10(test risk - training risk) over log10(sharpness), both after training, a point a run
that did not diverge. Errors are standard errors. The printed line (0.42 ± 0.01, -0.96 ± 0.03) is that of figure-6 with
the sharpness as published, at its smallest learning rate; both are the defaults.`;

export function regressionCommand(): Command {
  const command = new Command('regression')
    .description('the line of figure 6b: generalisation gap over sharpness')
    .argument('<experiment>')
    .option('--learning-rate <rate>', 'runs at this rate (default: the smallest)', number)
    .addOption(
      new Option('--sharpness <convention>', 'exact, or as the authors’ code reports it')
        .choices(Object.keys(CONVENTIONS))
        .default('as-published'),
    )
    .addHelpText('after', HELP);
  return withJson(withDataFolder(command)).action((reference: string, options: RegressionOptions) => {
    const evidence = readingExperiment(options.dataDir, reference, experimentEvidence);
    const rates = evidence.spec.grid.training.map(({ learningRate }) => learningRate);
    const { learningRate: asked = Math.min(...rates) } = options;
    const learningRate = matchOf(asked, rates);
    if (learningRate === undefined) {
      throw new WorkbenchError(
        'bad-arguments',
        `${asked} is not a learning rate of this experiment; it has ${rates.map(formatSetting).join(', ')}.`,
      );
    }
    const fit = generalisationFit(evidence, CONVENTIONS[options.sharpness], learningRate);
    if (fit === null) {
      throw new WorkbenchError(
        'not-run',
        `No two runs of "${evidence.spec.name}" at the learning rate ${formatSetting(learningRate)} have a test risk above their training risk.`,
        `Run it, if it was not: lab run ${reference}`,
      );
    }
    if (options.json) {
      printJson({ ...fit, sharpness: options.sharpness });
      return;
    }
    const withError = (value: number, error: number | null): string =>
      error === null ? formatNumber(value) : `${value.toFixed(4)} ± ${error.toFixed(4)}`;
    printFacts([
      ['slope', withError(fit.slope, fit.slopeStderr)],
      ['intercept', withError(fit.intercept, fit.interceptStderr)],
      ['r²', formatNumber(fit.rSquared)],
      ['runs', fit.leftOut === 0 ? String(fit.n) : `${fit.n}, ${fit.leftOut} left out`],
      ['learning rate', formatSetting(fit.learningRate)],
    ]);
    printLine('');
    printLine(
      `log10(test − training risk) over log10(sharpness ${options.sharpness === 'exact' ? 'exact' : 'as published'}), least squares, standard errors. Left out: runs that`,
    );
    printLine('diverged or whose test risk is not above their training risk.');
  });
}
