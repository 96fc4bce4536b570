import {
  LIVE_COUNTS,
  type LiveExperiment,
  type LiveVerification,
  type QueueDeed,
} from '@shared/contract/live-state';
import type { ExperimentId } from '@shared/contract/ids';
import type { ExperimentRecord } from '@shared/contract/records';
import type { CellRow } from '@shared/figures/cell-table';
import { OUTCOMES, type RunPlace, type RunResult } from '@shared/training/run-result';
import type { ExperimentRun } from './experiment-run';
import type { VerificationChoice, VerificationRun } from './verification';

/** Finished runs that are to be computed again. */
export interface QueuedVerification {
  readonly choice: VerificationChoice;
  readonly places: readonly RunPlace[];
}

/** What waits or is under way. */
export interface Entry {
  readonly id: ExperimentId;
  readonly deed: QueueDeed;
  /** Of the deed 'verify'. */
  readonly verification: QueuedVerification | null;
}

/** What engines are busy with. */
export interface Running {
  readonly entry: Entry;
  readonly record: ExperimentRecord;
  readonly counts: Uint32Array;
  /** Null while its data are being opened. */
  run: ExperimentRun | null;
  /** Null unless it is one, and while its data are being opened. */
  verification: VerificationRun | null;
  cancelled: boolean;
  lastResultAt: number | null;
  readonly ended: Promise<void>;
}

const FAILED = LIVE_COUNTS.indexOf('failed');
const AS_PUBLISHED = LIVE_COUNTS.indexOf('asPublished');

/** Counts of every cell, none yet: as LiveExperiment has them. */
export function noCounts({ spec }: ExperimentRecord): Uint32Array {
  const { depths, scales, training } = spec.grid;
  return new Uint32Array(LIVE_COUNTS.length * depths.length * scales.length * training.length);
}

/** Counts the runs that are in the archive. */
export function countArchived(counts: Uint32Array, table: readonly CellRow[]): void {
  table.forEach((row, cell) => {
    OUTCOMES.forEach((outcome, i) => (counts[cell * LIVE_COUNTS.length + i] = row.outcomes[outcome]));
    counts[cell * LIVE_COUNTS.length + AS_PUBLISHED] = row.diverged;
  });
}

export function countFailed(counts: Uint32Array, { cell }: RunPlace): void {
  counts[cell * LIVE_COUNTS.length + FAILED]! += 1;
}

export function countResult(counts: Uint32Array, { cell, outcome, measures }: RunResult): void {
  const first = cell * LIVE_COUNTS.length;
  counts[first + OUTCOMES.indexOf(outcome)]! += 1;
  if (!measures.some(({ measure }) => measure === 'finalSharpnessAsPublished'))
    counts[first + AS_PUBLISHED]! += 1;
}

/** What a window is shown of an experiment that is computed. */
export function liveState({ record, counts, run, lastResultAt }: Running): LiveExperiment {
  const { id, name } = record;
  if (run === null) {
    const { total, finished, failed } = record.counts;
    const still = {
      steps: 0,
      stepsToDo: 0,
      stepsPerSecond: null,
      secondsLeft: null,
      engineProcesses: 0,
      lastResultAt,
    };
    return {
      id,
      name,
      phase: 'running',
      waiting: null,
      total,
      finished,
      failed,
      ...still,
      counts: counts.slice(),
    };
  }
  const { phase, runs, ...progress } = run.progress();
  return {
    id,
    name,
    phase: phase === 'ended' ? 'running' : phase,
    ...runs,
    ...progress,
    lastResultAt,
    counts: counts.slice(),
  };
}

/** What a window is shown of a verification. */
export function verifyingState({ record, entry, run, verification }: Running): LiveVerification {
  const progress = run?.progress();
  return {
    id: record.id,
    name: record.name,
    phase: progress === undefined || progress.phase === 'ended' ? 'running' : progress.phase,
    asked: entry.verification!.places.length,
    checked: verification?.checked ?? 0,
    differing: verification?.differing ?? 0,
    steps: progress?.steps ?? 0,
    stepsToDo: progress?.stepsToDo ?? 0,
    secondsLeft: progress?.secondsLeft ?? null,
    engineProcesses: progress?.engineProcesses ?? 0,
  };
}
