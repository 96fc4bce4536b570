import { Command } from 'commander';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import { PRODUCT_FIELDS } from '@shared/theory/residual/product-fields';
import type { LawFacts, ProductLawId } from '@shared/theory/residual/product-laws';
import { residualProducts, type ResidualProductsFacts } from '@shared/theory/residual/residual-products';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { fieldValues, withFields, type FieldFlags } from '../field-options';
import { followStudy } from '../follow-study';
import { printFacts, printJson, printLine, printTable } from '../output';

const FLAGS: FieldFlags<keyof typeof PRODUCT_FIELDS> = {
  u: 'u',
  scale: 's',
  width: 'd',
  depth: 'L',
  draws: 'draws',
  seed: 'seed',
};

type Options = FolderOptions & JsonOption & Readonly<Record<string, unknown>>;

const HELP = `
Draws networks of residual layers I + s/√(Ld) N_k and holds Lemma 3 against them at θ = 0: how often some ‖Π_{k:1}‖ is above
2e^{s²/2+u} or some σ_min(Π_{k:1}) below e^{-2s²/d-u}/2, beside the probability that the proof allows and the printed one.`;

export function residualProductsCommand(): Command {
  const command = new Command('residual-products')
    .description('Lemma 3 by drawing: products of residual layers beside their bounds and laws')
    .addHelpText('after', HELP);
  return withJson(withDataFolder(withFields(command, PRODUCT_FIELDS, FLAGS))).action((options: Options) => {
    const experiment = fieldValues(PRODUCT_FIELDS, FLAGS, options);
    const facts = followStudy(said(residualProducts(experiment)));
    if (options.json) printJson(facts);
    else print(facts);
  });
}

function* said(
  steps: ReturnType<typeof residualProducts>,
): Generator<{ share: number; said: string }, ResidualProductsFacts> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { share: step.value.share, said: 'drawing networks' };
  }
}

/** What has which law, as in Lemma 6 and the proof of Lemma 3. */
const LAW_NAMES = {
  square: '‖Nh‖²/‖h‖²',
  form: 'hᵀNh/‖h‖²',
  quadraticPiece: '(Ld/s²) S_{L,1}',
  linearPiece: '(√d/2s) S_{L,2}',
  squaresPiece: '(Ld/4s²) S_{L,3}',
} as const satisfies Record<ProductLawId, string>;

function print({ experiment, atU, laws, largestNorm, leastValue }: ResidualProductsFacts): void {
  const { u, scale, width, depth, draws } = experiment;
  const [low, high] = atU.ci95;
  printFacts([
    [
      'drawn',
      `${draws} networks, d = ${width}, L = ${depth}, s = ${formatSetting(scale)}, u = ${formatSetting(u)}`,
    ],
    ['largest ‖Π_{k:1}‖', `${formatNumber(largestNorm)}; bound ${formatNumber(atU.normBound)}`],
    ['least σ_min(Π_{k:1})', `${formatNumber(leastValue)}; bound ${formatNumber(atU.leastBound)}`],
    ['failed', `${atU.failed} of ${draws} (${atU.normFailed} by their norm, ${atU.leastFailed} by σ_min)`],
    ['share', `${formatNumber(atU.share)}, 95 % interval ${formatNumber(low)} to ${formatNumber(high)}`],
    ['explicit bound', bounded(atU.explicit.total)],
    ['printed bound', bounded(atU.printed)],
  ]);
  printLine('');
  printTable(
    ['quantity', 'law', 'n', 'mean', 'expected', 'variance', 'expected', 'distance', 'p'],
    laws.map((law) => [
      LAW_NAMES[law.id],
      lawName(law),
      String(law.n),
      formatNumber(law.mean),
      formatNumber(law.expectedMean),
      formatNumber(law.variance),
      formatNumber(law.expectedVariance),
      formatNumber(law.distance, 3),
      formatNumber(law.pValue, 3),
    ]),
    2,
  );
  printLine('');
  printLine(
    'Explicit: the bound of the proof of Lemma 3, all terms; printed: 8 e^{-du²/(32s²)}, which holds under',
  );
  printLine('conditions on L, d and u whose constants are not printed. Distance and p: Kolmogorov.');
}

function lawName({ law }: LawFacts): string {
  return law.kind === 'normal' ? 'N(0, 1)' : `χ²(${law.degrees})`;
}

function bounded(probability: number): string {
  return `${formatNumber(probability)}${probability < 1 ? '' : ': above 1, it says nothing'}`;
}
