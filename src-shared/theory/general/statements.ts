import { lemma7 } from '../small-scale/lemma-7';
import type { Statement } from '../statement';
import { lemma8Identity, lemma8Lower, lemma8Upper } from './lemma-8';

/** Appendix A. */
export const GENERAL_STATEMENTS: readonly Statement[] = [lemma7, lemma8Identity, lemma8Lower, lemma8Upper];
