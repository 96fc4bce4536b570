import type { Verdict } from '@shared/claims/verdict';
import type { Digest, ExperimentId } from '@shared/contract/ids';
import type { PaperFigureId } from '@shared/figures/paper-figures';

/** What a report on the reproduction of the paper says, before it has a form. */
export interface Reproduction {
  /** Version of the program. */
  readonly program: string;
  readonly figures: readonly ReproducedFigure[];
  readonly bibtex: string;
}

export interface ReproducedFigure {
  readonly figure: PaperFigureId;
  readonly title: string;
  readonly panels: readonly { readonly id: string; readonly shows: string }[];
  /** Of the whole figure; null where none of its panels can be drawn yet. */
  readonly svg: string | null;
  readonly caption: string;
  readonly methods: string;
  readonly experiments: readonly ReproducedExperiment[];
  readonly verdicts: readonly Verdict[];
}

export interface ReproducedExperiment {
  readonly preset: string;
  /** Null where it was never started. */
  readonly id: ExperimentId | null;
  readonly total: number;
  readonly finished: number;
  /** Of all results; null where runs are missing. */
  readonly digest: Digest | null;
}

export const VERDICT_WORDS = { true: 'holds', false: 'does not hold', null: 'undecided' } as const;

/** What has to be known to read the verdicts. */
export const HOW_TO_READ = [
  'Every figure is drawn from runs that this program computed from the authors’ own draws, in double precision. Verdicts are computed from those runs; none is written down beforehand.',
  'Verdicts use the exact sharpness, the largest eigenvalue of the Hessian to rounding, unless they say otherwise. Figures show the convention that their captions name.',
  '“Does not hold” means: not as worded, by the criterion and the numbers that are given. It says nothing against the paper’s theorems.',
];
