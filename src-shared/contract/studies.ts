import type { CriticalRateFacts } from '../experiment/critical-rate/critical-rate-facts';
import type { CriticalRateOptions } from '../experiment/critical-rate/options';
import type { RunTheory } from '../figures/run-theory/run-theory';
import type { SpectrumCourseFacts } from '../figures/spectrum-course-facts';
import type { FlowFacts } from '../figures/flow-facts';
import type { SpectrumFacts } from '../figures/spectrum-facts';
import type { FlowCoordinateChoice } from '../training/flow-course';
import type { RunPlace } from '../training/run-result';
import type { DynamicsKind } from '../training/trajectory';
import type { Digest, ExperimentId } from './ids';
import type {
  CellVerdictsAnswer,
  CellVerdictsStudy,
  LedgerAnswer,
  LedgerStudy,
  VerdictsAnswer,
  VerdictsStudy,
} from './verdict-studies';
import type { AdviceAnswer, AdviceStudy } from './advice-study';
import type { MultivariateAnswer, MultivariateStudy } from './multivariate-studies';
import type { ResidualProductsAnswer, ResidualProductsStudy } from './residual-studies';
import type {
  MinimisersAnswer,
  MinimisersStudy,
  MinimiserWalkAnswer,
  MinimiserWalkStudy,
} from './minimiser-studies';

/**
 * Computations that a window asks for and that may take minutes: what each takes, and what it answers. Each is a file of
 * `core/studies`; its request is checked at the door (study-schemas.ts).
 */
export interface Studies {
  readonly spectrum: { readonly request: SpectrumStudy; readonly answer: SpectrumFacts };
  readonly spectrumCourse: { readonly request: SpectrumCourseStudy; readonly answer: SpectrumCourseFacts };
  readonly runTheory: { readonly request: RunTheoryStudy; readonly answer: RunTheory };
  readonly verdicts: { readonly request: VerdictsStudy; readonly answer: VerdictsAnswer };
  readonly cellVerdicts: { readonly request: CellVerdictsStudy; readonly answer: CellVerdictsAnswer };
  readonly criticalRate: {
    readonly request: CriticalRateStudy;
    readonly answer: readonly CriticalRateFacts[];
  };
  readonly flow: { readonly request: FlowStudy; readonly answer: FlowFacts };
  readonly minimisers: { readonly request: MinimisersStudy; readonly answer: MinimisersAnswer };
  readonly minimiserWalk: { readonly request: MinimiserWalkStudy; readonly answer: MinimiserWalkAnswer };
  readonly advice: { readonly request: AdviceStudy; readonly answer: AdviceAnswer };
  readonly ledger: { readonly request: LedgerStudy; readonly answer: LedgerAnswer };
  readonly residualProducts: {
    readonly request: ResidualProductsStudy;
    readonly answer: ResidualProductsAnswer;
  };
  readonly resultsDigest: { readonly request: ResultsDigestStudy; readonly answer: Digest };
  readonly multivariate: { readonly request: MultivariateStudy; readonly answer: MultivariateAnswer };
}

export type StudyKind = keyof Studies;
export type StudyRequest<K extends StudyKind = StudyKind> = {
  [Kind in StudyKind]: { readonly kind: Kind } & Studies[Kind]['request'];
}[K];
export type StudyAnswer<K extends StudyKind> = Studies[K]['answer'];

/** How far a study has come. */
export interface StudyProgress {
  /** Of all its work, from 0 to 1; null where that is not known. */
  readonly share: number | null;
  /** What it is doing, in a few words. */
  readonly said: string;
}

/** One SHA-256 over all results of a complete experiment. */
export interface ResultsDigestStudy {
  readonly experiment: ExperimentId;
}

/** The spectrum of the Hessian at a moment of a run. */
export interface SpectrumStudy {
  readonly experiment: ExperimentId;
  readonly place: RunPlace;
  /** Updates done; null: all of the run's. */
  readonly after: number | null;
}

/** The theory of one run: figures and verdicts. */
export interface RunTheoryStudy {
  readonly experiment: ExperimentId;
  readonly place: RunPlace;
  readonly dynamics: DynamicsKind;
  /** Moments of the course that are looked at, about. */
  readonly moments: number;
  /** Gradient flow from the same weights beside gradient descent. */
  readonly compare: boolean;
}

/** The ends of the Hessian's spectrum along a run. */
export interface SpectrumCourseStudy {
  readonly experiment: ExperimentId;
  readonly place: RunPlace;
  /** About so many moments. */
  readonly samples: number;
  /** How many of the largest eigenvalues. */
  readonly largest: number;
}

/** The critical learning rate by experiment: trains runs at learning rates of its own choosing. */
export interface CriticalRateStudy extends Omit<CriticalRateOptions, 'ratios'> {
  readonly experiment: ExperimentId;
}

/** Gradient flow from the initial weights of a run. */
export interface FlowStudy {
  readonly experiment: ExperimentId;
  readonly place: RunPlace;
  readonly coordinate: FlowCoordinateChoice;
  /** As of Dynamics. */
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
  /** It ends where R - R_min or ‖∇R‖_F is at most this. */
  readonly excessRisk: number;
  readonly gradientNorm: number;
  /** Moments that are kept, about. */
  readonly moments: number;
  /** Gradient descent from the same weights beside it. */
  readonly compare: boolean;
}
