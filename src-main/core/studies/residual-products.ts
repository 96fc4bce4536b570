import { residualProducts, type ProductsProgress } from '@shared/theory/residual/residual-products';
import type { Study } from './study';

const SAID = {
  drawing: 'drawing networks',
  laws: 'comparing with the laws',
} as const satisfies Record<ProductsProgress['part'], string>;

/** Lemma 3 by drawing. */
export const residualProductsStudy: Study<'residualProducts'> = function* (
  _source,
  { u, scale, width, depth, draws, seed },
) {
  const steps = residualProducts({ u, scale, width, depth, draws, seed });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { part, share } = step.value;
    yield { share, said: SAID[part] };
  }
};
