import type { FigureSource, Ink } from './figure-data';
import { learningRates } from './grid-slice';

/** The colour of a learning rate: the same in all figures that stand side by side. */
export function rateInk({ spec, rates }: Pick<FigureSource, 'spec' | 'rates'>, learningRate: number): Ink {
  const family = rates ?? learningRates(spec.grid);
  return { kind: 'ordinal', index: family.indexOf(learningRate), count: family.length };
}
