import type { BoundsRow } from '@shared/figures/bounds-table';

/** Said beside the theory of an experiment whose networks are not linear. */
export const FOR_REFERENCE =
  'The statements are about linear networks. These are their numbers for the linear network on the same data, for reference: they bound no GELU network.';

export interface TheoryTerm {
  readonly key: Exclude<keyof BoundsRow, 'depth' | 'appliesTo'>;
  /** In TeX, short enough for the head of a row. */
  readonly tex: string;
  /** In a few words. */
  readonly words: string;
  readonly about: string;
  /** Id of its statement in the catalogue. */
  readonly statement: string;
}

/** The numbers that theory gives for a depth, as tables show them. */
export const THEORY_TERMS: readonly TheoryTerm[] = [
  {
    key: 'lower',
    tex: String.raw`S_{\min} \ge`,
    words: 'lower bound',
    about: 'Theorem 2: no minimiser is flatter than this.',
    statement: 'sharpnessLowerBound',
  },
  {
    key: 'exact',
    tex: String.raw`S_{\min} =`,
    words: 'exact',
    about: 'The sharpness of the flattest minimiser, exactly.',
    statement: 'minimalSharpness',
  },
  {
    key: 'upper',
    tex: String.raw`S_{\min} \le`,
    words: 'upper bound',
    about: 'Theorem 2: the flattest minimiser is no sharper than this.',
    statement: 'sharpnessUpperBound',
  },
  {
    key: 'smallInitialisationUpper',
    tex: String.raw`S(W^{\mathrm{SI}}) \le`,
    words: 'from small weights',
    about:
      'Corollary 2: gradient flow from small weights ends no sharper than this. Not there where Σ̂ is rank-deficient.',
    statement: 'smallInitialisationUpperBound',
  },
  {
    key: 'criticalLearningRate',
    tex: String.raw`\eta_c =`,
    words: 'critical learning rate',
    about: 'Beyond this learning rate no minimiser is stable. It does not say that runs diverge beyond it.',
    statement: 'criticalLearningRate',
  },
  {
    key: 'criticalLearningRateUpperBound',
    tex: String.raw`\eta_c \le`,
    words: 'its upper bound',
    about: 'The critical learning rate is at most this: the dashed lines of Figure 2.',
    statement: 'criticalLearningRateUpperBound',
  },
];
