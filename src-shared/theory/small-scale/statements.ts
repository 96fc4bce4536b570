import { smallInitialisationUpperBound } from '../small-initialisation-upper-bound';
import type { Statement } from '../statement';
import { assumptionA1, assumptionA2 } from './assumptions';
import { corollary1Lower, corollary1Upper } from './corollary-1';
import { corollary2Lower, corollary2Upper, corollary2White } from './corollary-2';
import { firstGradient } from './first-gradient';
import { lemma1 } from './lemma-1';
import { lemma2Alignment, lemma2Norms, lemma2RankOne } from './lemma-2';
import { certifiedDecay } from './lemma-7';
import { theorem3, theorem3Cases } from './theorem-3';

/** Section 4. */
export const SMALL_SCALE_STATEMENTS: readonly Statement[] = [
  assumptionA1,
  lemma1,
  lemma2RankOne,
  lemma2Norms,
  lemma2Alignment,
  theorem3,
  theorem3Cases,
  firstGradient,
  certifiedDecay,
  assumptionA2,
  corollary1Lower,
  corollary1Upper,
  corollary2Lower,
  corollary2Upper,
  corollary2White,
  smallInitialisationUpperBound,
];
