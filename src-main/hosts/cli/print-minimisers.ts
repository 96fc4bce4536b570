import type { MinimisersAnswer, MinimiserWalkAnswer } from '@shared/contract/minimiser-studies';
import type { BoundsRow } from '@shared/figures/bounds-table';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import type { MinimiserFacts } from '@shared/theory/minimiser-set/minimiser-facts';
import { printFacts, printLine, printTable } from './output';

/** Every so many entries of the curve over C are printed. */
const EVERY = 10;

export function printMinimiser(name: string, found: MinimisersAnswer, factor: number): void {
  const { bounds, projection } = found;
  printFacts([
    ['experiment', name],
    ['depth', String(found.depth)],
    ['minimiser', `${sourceSaid(found)}${factor === 1 ? '' : `, rescaled by C = ${formatSetting(factor)}`}`],
    ...(projection
      ? [
          [
            'before it was brought there',
            `excess risk ${formatNumber(projection.relativeExcessRisk)} of that of zero weights; weights changed by ${formatNumber(projection.moved)} of their norm`,
          ],
        ]
      : []),
    ...factsOf(found.minimiser, bounds),
    ['Theorem 2 on S_min', `${formatNumber(bounds.lower)} to ${formatNumber(bounds.upper)}`],
    ['S_min, exact', formatNumber(bounds.exact)],
  ]);
  if (found.rescaled.length === 0) return;
  printLine('');
  printTable(
    ['C', 'S(W_C)', 'by all layers', 'by layer 2', '‖w_prod − w⋆‖'],
    found.rescaled
      .filter((_, i) => i % EVERY === 0)
      .map((row) => [
        formatNumber(row.factor),
        formatNumber(row.sharpness),
        formatNumber(row.layerNormBound),
        formatNumber(row.secondLayerBound),
        formatNumber(row.distance),
      ]),
  );
  printLine('');
  printLine(
    'W_C = (C W_1, W_2/C, W_3, …) of that minimiser has the same predictor. By all layers, by layer 2:',
  );
  printLine("Theorem 2's lower bound for its layer norms, and the second layer's part of it.");
}

function sourceSaid({ source }: MinimisersAnswer): string {
  if (source.kind === 'balanced') return "balanced, of Theorem 2's upper bound";
  if (source.kind === 'random') return `random, seed ${source.seed}`;
  return `from the last weights of repetition ${source.place.repetition} of cell ${source.place.cell}`;
}

function factsOf(facts: MinimiserFacts, bounds: BoundsRow): string[][] {
  return [
    ['sharpness S', `${formatNumber(facts.sharpness, 6)}, error at most ${formatNumber(facts.error, 2)}`],
    ['S/S_min - 1', formatNumber(facts.sharpness / bounds.exact - 1)],
    ['lower bound by its layer norms', formatNumber(facts.layerNormBound)],
    ['layer norms ‖W_k‖_F', facts.layerNorms.map((value) => formatNumber(value, 3)).join('  ')],
    ['largest imbalance', formatNumber(facts.imbalance)],
    ['‖w_prod − w⋆‖', formatNumber(facts.distance, 2)],
  ];
}

const ENDED = {
  reached: 'arrived at S_min',
  noProgress: 'nothing near is less sharp',
  stepLimit: 'the steps were used up',
} as const satisfies Record<MinimiserWalkAnswer['ended'], string>;

/** Steps that are printed. */
const SHOWN = 12;

export function printWalk({ course, bounds, steps, ended, end }: MinimiserWalkAnswer): void {
  printLine('');
  const every = Math.max(1, Math.ceil(course.length / SHOWN));
  printTable(
    ['step', 'S', 'S/S_min - 1', 'imbalance'],
    course
      .filter((_, i) => i % every === 0 || i === course.length - 1)
      .map(({ step, sharpness, imbalance }) => [
        String(step),
        formatNumber(sharpness, 6),
        formatNumber(sharpness / bounds.exact - 1),
        formatNumber(imbalance),
      ]),
  );
  printLine('');
  printFacts([['walk', `${steps} steps; ${ENDED[ended]}`], ...factsOf(end, bounds)]);
}
