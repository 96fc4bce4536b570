import type { StudyAnswer, StudyKind, StudyProgress, StudyRequest } from '@shared/contract/studies';
import { adviceStudy } from './advice';
import { cellVerdictsStudy } from './cell-verdicts';
import { criticalRateStudy } from './critical-rate';
import { flowStudy } from './flow';
import { ledgerStudy } from './ledger';
import { minimisersStudy, minimiserWalkStudy } from './minimisers';
import { multivariateStudy } from './multivariate';
import { residualProductsStudy } from './residual-products';
import { resultsDigestStudy } from './results-digest';
import { runTheoryStudy } from './run-theory';
import { spectrumStudy } from './spectrum';
import { spectrumCourseStudy } from './spectrum-course';
import type { Study, StudySource } from './study';
import { verdictsStudy } from './verdicts';

const STUDIES: { readonly [K in StudyKind]: Study<K> } = {
  spectrum: spectrumStudy,
  spectrumCourse: spectrumCourseStudy,
  runTheory: runTheoryStudy,
  verdicts: verdictsStudy,
  cellVerdicts: cellVerdictsStudy,
  criticalRate: criticalRateStudy,
  flow: flowStudy,
  minimisers: minimisersStudy,
  minimiserWalk: minimiserWalkStudy,
  advice: adviceStudy,
  ledger: ledgerStudy,
  residualProducts: residualProductsStudy,
  multivariate: multivariateStudy,
  resultsDigest: resultsDigestStudy,
};

/** Begins the study that is asked for. */
export function beginStudy<K extends StudyKind>(
  source: StudySource,
  request: StudyRequest<K>,
): Generator<StudyProgress, StudyAnswer<K>> {
  const study = STUDIES[request.kind] as unknown as Study<K>;
  return study(source, request);
}
