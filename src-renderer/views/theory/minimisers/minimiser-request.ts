import type { MinimiserSource, MinimisersStudy, MinimiserSubject } from '@shared/contract/minimiser-studies';
import type { ExperimentRecord } from '@shared/contract/records';
import type { RunPlace } from '@shared/training/run-result';

export type SourceKind = MinimiserSource['kind'];

export interface MinimiserChoices {
  readonly record: ExperimentRecord | null;
  /** The spec of the design, where there is no experiment. */
  readonly spec: unknown;
  readonly depth: number | null;
  readonly kind: SourceKind;
  /** As it was typed. */
  readonly seed: unknown;
  readonly place: RunPlace | null;
}

/** What to compute; null while something is missing or cannot be. */
export function minimiserRequest(choices: MinimiserChoices): MinimisersStudy | null {
  const { record, spec, depth, kind, seed, place } = choices;
  if (depth === null || (record === null && spec === undefined)) return null;
  const of: MinimiserSubject =
    record === null ? { kind: 'spec', spec } : { kind: 'experiment', experiment: record.id };
  if (kind === 'balanced') return { of, depth, source: { kind } };
  if (kind === 'random') return isSeed(seed) ? { of, depth, source: { kind, seed } } : null;
  return place === null || record === null ? null : { of, depth, source: { kind, place } };
}

export function isSeed(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
