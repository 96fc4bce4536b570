import type { LiveState } from '@shared/contract/live-state';
import type { PaperFigureState, PaperNeed } from '@shared/contract/paper-state';
import { formatCount, formatDuration } from '../../composables/format';

/** How far the experiment of a preset has come. */
export interface NeedProgress {
  readonly preset: string;
  readonly state: 'notRun' | 'partial' | 'waiting' | 'running' | 'paused' | 'finished';
  readonly done: number;
  /** Null where it was never started. */
  readonly total: number | null;
  readonly secondsLeft: number;
  readonly said: string;
}

export function needProgress(
  { preset, experiment, seconds }: PaperNeed,
  { running, queue }: Pick<LiveState, 'running' | 'queue'>,
): NeedProgress {
  if (experiment === null)
    return {
      preset,
      state: 'notRun',
      done: 0,
      total: null,
      secondsLeft: seconds,
      said: `not run; takes ${formatDuration(seconds)}`,
    };
  const live = running?.id === experiment.id ? running : null;
  const { finished: done, total } = live ?? experiment.counts;
  const secondsLeft = live?.secondsLeft ?? seconds;
  const runs = `${formatCount(done)} of ${formatCount(total)} runs`;
  const left = `${formatDuration(secondsLeft)} left`;
  const progress = { preset, done, total, secondsLeft };
  if (live?.waiting)
    return { ...progress, state: 'paused', said: `waiting for ${live.waiting.what} at ${runs}` };
  if (live?.phase === 'paused') return { ...progress, state: 'paused', said: `paused at ${runs}` };
  if (live) return { ...progress, state: 'running', said: `${runs}, ${left}` };
  if (queue.some(({ id }) => id === experiment.id))
    return { ...progress, state: 'waiting', said: 'waits for its turn' };
  if (done === total)
    return { ...progress, secondsLeft: 0, state: 'finished', said: `${formatCount(total)} runs` };
  return { ...progress, state: 'partial', said: `${runs}, ${left}` };
}

/** Every experiment that these figures need, once. */
export function allNeeds(figures: readonly PaperFigureState[]): PaperNeed[] {
  return [...new Map(figures.flatMap(({ needs }) => needs).map((need) => [need.preset, need])).values()];
}

/** Of several experiments together. */
export interface Progress {
  /** Whether something of them runs or waits for its turn. */
  readonly active: boolean;
  /** How many are neither finished nor on their way. */
  readonly missing: number;
  readonly begun: boolean;
  readonly finished: boolean;
  readonly secondsLeft: number;
}

export function progressOf(needs: readonly NeedProgress[]): Progress {
  const active = (state: NeedProgress['state']): boolean => ['waiting', 'running', 'paused'].includes(state);
  return {
    active: needs.some(({ state }) => active(state)),
    missing: needs.filter(({ state }) => state === 'notRun' || state === 'partial').length,
    begun: needs.some(({ done, state }) => done > 0 || active(state)),
    finished: needs.every(({ state }) => state === 'finished'),
    secondsLeft: needs.reduce((sum, { secondsLeft }) => sum + secondsLeft, 0),
  };
}
