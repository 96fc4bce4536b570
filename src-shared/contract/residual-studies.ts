import type { ProductExperiment, ResidualProductsFacts } from '../theory/residual/residual-products';

/** Lemma 3 by drawing residual layers: needs no experiment. */
export type ResidualProductsStudy = ProductExperiment;
export type ResidualProductsAnswer = ResidualProductsFacts;
