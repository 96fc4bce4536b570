import type { MinimiserSubject } from '@shared/contract/minimiser-studies';
import type { MinimiserSetting } from '../minimisers/choose';
import { minimisers } from '../minimisers/rescaled';
import { minimiserWalk } from '../minimisers/walk';
import { requireExperiment, type Study, type StudySource } from './study';

/** A minimiser, and W_C over C. */
export const minimisersStudy: Study<'minimisers'> = (source, { of, ...choice }) =>
  minimisers(settingOf(source, of), choice);

/** Downhill in sharpness from a minimiser. */
export const minimiserWalkStudy: Study<'minimiserWalk'> = (source, { of, ...choice }) =>
  minimiserWalk(settingOf(source, of), choice);

function settingOf(source: StudySource, of: MinimiserSubject): MinimiserSetting {
  if (of.kind === 'spec') return source.open(of.spec);
  const { record, prepared } = requireExperiment(source, of.experiment);
  return { spec: record.spec, prepared };
}
