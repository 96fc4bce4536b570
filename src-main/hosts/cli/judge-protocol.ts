import type { RunVerdicts } from '@shared/figures/verdicts/verdict-table';
import type { DynamicsKind } from '@shared/training/trajectory';
import type { RunPlace } from '@shared/training/run-result';
import type { OpenedData } from '../../core/open-spec';

/** What a judging thread is started with. */
export interface JudgeSettings extends Pick<OpenedData, 'spec' | 'data'> {
  readonly dynamics: DynamicsKind;
  /** Ids. */
  readonly statements: readonly string[];
}

/** Places in, their verdicts out; an answer before every next request. */
export type JudgeRequest = readonly RunPlace[];
export type JudgeReply = readonly RunVerdicts[];
