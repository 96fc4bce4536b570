import { Command } from 'commander';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import type { SpectrumFacts } from '@shared/figures/spectrum-facts';
import { runSpectrum, type RunSpectrumProgress } from '../../../core/run-spectrum';
import { index, withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { reading } from '../archive';
import { printFacts, printJson, printLine, say } from '../output';
import { openReference } from '../read-spec';

interface SpectrumOptions extends FolderOptions, JsonOption {
  readonly cell: number;
  readonly repetition: number;
  readonly after?: number;
}

export function spectrumCommand(): Command {
  const command = new Command('spectrum')
    .description('all eigenvalues of the Hessian at a moment of one run, which is trained again up to there')
    .argument('<preset|spec.json|experiment>')
    .option('--cell <i>', 'a row of "lab table", counted from 0', index, 0)
    .option('--repetition <r>', 'counted from 0', index, 0)
    .option('--after <updates>', 'after so many updates; 0: the initial weights (default: all)', index);
  return withJson(withDataFolder(command)).action((reference: string, options: SpectrumOptions) => {
    const { cell, repetition, after = null } = options;
    const opened = reading(options.dataDir, (archive) => openReference(reference, archive));
    const facts = finish(runSpectrum(opened, { cell, repetition, after }));
    if (options.json) printJson(facts);
    else printSpectrum(opened.spec.name, facts);
  });
}

/** Time between two lines about a long computation, in milliseconds. */
const PROGRESS_MS = 2000;

const PARTS = {
  training: 'training the run again',
  hessian: 'computing the Hessian',
  eigenvalues: 'computing its eigenvalues',
} as const satisfies Record<RunSpectrumProgress['part'], string>;

function finish(slices: Generator<RunSpectrumProgress, SpectrumFacts>): SpectrumFacts {
  let last = performance.now();
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
    if (performance.now() - last < PROGRESS_MS) continue;
    last = performance.now();
    say(`${PARTS[step.value.part]}: ${Math.floor(100 * step.value.share)} %`);
  }
}

/** Eigenvalues that are printed at either end. */
const SHOWN = 5;

function printSpectrum(name: string, facts: SpectrumFacts): void {
  const { eigenvalues, error } = facts;
  const list = (values: readonly number[]): string => values.map((value) => formatNumber(value)).join('  ');
  const setting = [
    `learning rate ${formatSetting(facts.learningRate)}`,
    `scale ${formatSetting(facts.scale)}`,
    `depth ${facts.depth}`,
  ].join(', ');
  const sum = eigenvalues.reduce((total, value) => total + value, 0);
  const length = Math.sqrt(eigenvalues.reduce((total, value) => total + value * value, 0));
  printFacts([
    ['experiment', name],
    ['run', `cell ${facts.cell} (${setting}), repetition ${facts.repetition}`],
    ['after', `${facts.after} of ${facts.steps} updates`],
    ['parameters D', String(facts.dimension)],
    ['largest', list(eigenvalues.slice(-SHOWN).reverse())],
    ['smallest', list(eigenvalues.slice(0, SHOWN))],
    ['error of each', `at most ${formatNumber(error, 2)}`],
    ['negative', `${facts.negative}, below -${formatNumber(error, 2)}`],
    ['near zero', `${facts.nearZero}, |λ| at most ${formatNumber(error, 2)}`],
    ['positive', `${facts.positive}, above ${formatNumber(error, 2)}`],
    ['trace', `${formatNumber(facts.trace, 8)}; sum of the eigenvalues ${formatNumber(sum, 8)}`],
    [
      'Frobenius norm',
      `${formatNumber(facts.frobeniusNorm, 8)}; from the eigenvalues ${formatNumber(length, 8)}`,
    ],
    ['2/η', formatNumber(facts.stabilityThreshold)],
  ]);
  printLine('');
  printLine(
    'Eigenvalues of the Hessian of the risk over all parameters (float64). Trace and norm are summed over the',
  );
  printLine('entries of the Hessian, apart from the eigenvalues: they check each other.');
}
