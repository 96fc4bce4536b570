import { formatNumber, formatSetting } from '@shared/figures/format-number';
import type { DensityFacts, EigenvectorFacts, SpectrumFacts } from '@shared/figures/spectrum-facts';
import { printFacts, printLine, printTable } from './output';

/** Eigenvalues that are printed at either end. */
const SHOWN = 5;
/** Layers whose shares fit in a line. */
const MOST_LAYERS = 12;

export function printSpectrum(name: string, facts: SpectrumFacts): void {
  const setting = [
    `learning rate ${formatSetting(facts.learningRate)}`,
    `scale ${formatSetting(facts.scale)}`,
    `depth ${facts.depth}`,
  ].join(', ');
  printFacts([
    ['experiment', name],
    ['run', `cell ${facts.cell} (${setting}), repetition ${facts.repetition}`],
    ['after', `${facts.after} of ${facts.steps} updates`],
    ['parameters D', String(facts.dimension)],
    ...(facts.density ? densityLines(facts, facts.density) : eigenvalueLines(facts)),
    ['2/η', formatNumber(facts.stabilityThreshold)],
    ['excess risk', formatNumber(facts.excessRisk)],
    ...directionLines(facts),
    ...kernelLines(facts),
  ]);
  printLine('');
  printEigenvectors(facts);
  printLine('');
  printRanks(facts);
  printLine('');
  if (facts.density === null) {
    printLine(
      'Eigenvalues of the Hessian of the risk over all parameters (float64). Trace and norm are summed over the',
    );
    printLine('entries of the Hessian, apart from the eigenvalues: they check each other.');
  }
  printLine(
    'Overlap: |⟨v, u⟩| with Theorem 2’s direction u ∝ (W_k/‖W_k‖_F²)_k. Stable rank: ‖W‖_F²/‖W‖². Entropy',
  );
  printLine('rank: exp of the entropy of σ_i/Σσ_j.');
}

function eigenvalueLines(facts: SpectrumFacts): string[][] {
  const eigenvalues = facts.eigenvalues!;
  const list = (values: readonly number[]): string => values.map((value) => formatNumber(value)).join('  ');
  const sum = eigenvalues.reduce((total, value) => total + value, 0);
  const length = Math.sqrt(eigenvalues.reduce((total, value) => total + value * value, 0));
  const error = formatNumber(facts.error, 2);
  return [
    ['largest', list(eigenvalues.slice(-SHOWN).reverse())],
    ['smallest', list(eigenvalues.slice(0, SHOWN))],
    ['error of each', `at most ${error}`],
    ['negative', `${facts.negative}, below -${error}`],
    ['near zero', `${facts.nearZero}, |λ| at most ${error}`],
    ['positive', `${facts.positive}, above ${error}`],
    ['trace', `${formatNumber(facts.trace, 8)}; sum of the eigenvalues ${formatNumber(sum, 8)}`],
    [
      'Frobenius norm',
      `${formatNumber(facts.frobeniusNorm, 8)}; from the eigenvalues ${formatNumber(length, 8)}`,
    ],
  ];
}

function densityLines(
  { topEigenvectors, bottomEigenvectors }: SpectrumFacts,
  density: DensityFacts,
): string[][] {
  const ends = (pairs: readonly EigenvectorFacts[]): string =>
    pairs
      .slice(0, SHOWN)
      .map(({ value, residual }) => `${formatNumber(value)} ± ${formatNumber(residual, 1)}`)
      .join('  ');
  const { trace, squaredFrobeniusNorm } = density;
  return [
    ['largest', ends(topEigenvectors)],
    ['smallest', ends(bottomEigenvectors)],
    [
      'density',
      `${density.probes} probes of ${density.steps} Lanczos steps, width ${formatNumber(density.width, 3)}`,
    ],
    ['trace', `${formatNumber(trace.value)}, standard error ${formatNumber(trace.standardError, 2)}`],
    [
      'Frobenius norm²',
      `${formatNumber(squaredFrobeniusNorm.value)}, standard error ${formatNumber(squaredFrobeniusNorm.standardError, 2)}`,
    ],
  ];
}

function directionLines({ theorem2Direction }: SpectrumFacts): string[][] {
  if (theorem2Direction === null) return [];
  const { rayleighQuotient, atMinimiser } = theorem2Direction;
  return [
    [
      'uᵀHu',
      `${formatNumber(rayleighQuotient)} along Theorem 2's direction; at a minimiser 2a‖w⋆‖² Σ 1/‖W_k‖_F² = ${formatNumber(atMinimiser)}`,
    ],
  ];
}

function kernelLines({ tangentKernel }: SpectrumFacts): string[][] {
  if (tangentKernel === null) return [];
  const { eigenvalues, samples } = tangentKernel;
  const scaled = eigenvalues.slice(0, SHOWN).map((value) => formatNumber((2 / samples) * value));
  return [['2/n · J Jᵀ', `${scaled.join('  ')}; the tangent kernel, n = ${samples}`]];
}

function printEigenvectors({ topEigenvectors, bottomEigenvectors, depth }: SpectrumFacts): void {
  const shown = Math.min(depth, MOST_LAYERS);
  printTable(
    [
      'eigenvector of',
      'residual',
      'overlap',
      ...Array.from({ length: shown }, (_, k) => `layer ${k + 1}`),
      ...(shown < depth ? ['…'] : []),
    ],
    [...topEigenvectors, ...bottomEigenvectors].map(({ value, residual, overlap, layerShares }) => [
      formatNumber(value),
      formatNumber(residual, 2),
      formatNumber(overlap, 3),
      ...layerShares.slice(0, shown).map((share) => `${(100 * share).toFixed(1)} %`),
      ...(shown < depth ? [''] : []),
    ]),
  );
}

function printRanks({ effectiveRanks }: SpectrumFacts): void {
  printTable(
    ['layer', 'size', '‖W‖_F', '‖W‖', 'stable rank', 'entropy rank'],
    effectiveRanks.map((layer) => [
      String(layer.layer),
      `${layer.rows} × ${layer.columns}`,
      formatNumber(layer.frobeniusNorm),
      formatNumber(layer.spectralNorm),
      formatNumber(layer.stableRank, 3),
      formatNumber(layer.entropyRank, 3),
    ]),
  );
}
