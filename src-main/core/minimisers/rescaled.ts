import type { MinimisersAnswer } from '@shared/contract/minimiser-studies';
import type { StudyProgress } from '@shared/contract/studies';
import { boundsTable } from '@shared/figures/bounds-table';
import { exp, log } from '@shared/numerics/elementary';
import { minimiserFacts } from '@shared/theory/minimiser-set/minimiser-facts';
import { rescaledMinimiser, type RescaledMinimiser } from '@shared/theory/minimiser-set/rescaled-minimisers';
import { chosenMinimiser, type MinimiserChoice, type MinimiserSetting } from './choose';

/** C runs from its inverse up to this. */
export const LARGEST_FACTOR = 1e3;
/** On either side of C = 1. */
const FACTORS = 60;

/**
 * A minimiser, rescaled by `factor` where one is given, with its numbers, and what becomes of those over C. Throws
 * 'bad-arguments', 'not-finite'.
 */
export function* minimisers(
  setting: MinimiserSetting,
  { factor = 1, ...choice }: MinimiserChoice & { readonly factor?: number },
): Generator<StudyProgress, MinimisersAnswer> {
  const { model, theory, weights, projection } = yield* chosenMinimiser(setting, choice, factor);
  const rescaled: RescaledMinimiser[] = [];
  for (let i = -FACTORS; i <= FACTORS && theory.depth > 1; i += 1) {
    rescaled.push(rescaledMinimiser(theory, model, weights, factorAt(i)));
    yield { share: 0.9 + (0.05 * (i + FACTORS)) / FACTORS, said: 'rescaling the minimiser' };
  }
  return {
    depth: theory.depth,
    source: choice.source,
    bounds: boundsTable([theory])[0]!,
    minimiser: minimiserFacts(theory, model, weights),
    rescaled,
    projection,
  };
}

/** LARGEST_FACTOR^{i/FACTORS}: exactly 1 at 0, and exactly inverse on the other side but for rounding. */
function factorAt(i: number): number {
  return i === 0 ? 1 : exp((i / FACTORS) * log(LARGEST_FACTOR));
}
