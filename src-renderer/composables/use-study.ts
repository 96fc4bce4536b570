import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { StudyAnswer, StudyKind, StudyProgress, StudyRequest } from '@shared/contract/studies';
import { ApiError } from '../client/connection';
import { useConnection } from './use-connection';

const POLL_MS = 250;

export interface RunningStudy {
  /** The last progress that was heard. */
  readonly progress: StudyProgress | null;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
}

export interface UsedStudy<K extends StudyKind> {
  /** The answer to the last request that was answered. */
  readonly answer: Readonly<ShallowRef<StudyAnswer<K> | null>>;
  readonly failure: Readonly<ShallowRef<unknown>>;
  /** Null while nothing is computed. */
  readonly running: Readonly<ShallowRef<RunningStudy | null>>;
  /** Computes; a computation that is under way is cancelled. */
  readonly run: (request: StudyRequest<K>) => Promise<void>;
  readonly cancel: () => void;
  readonly clear: () => void;
}

let studies = 0;

/** A long computation of this component, with its progress; it is cancelled with the component. */
export function useStudy<K extends StudyKind>(): UsedStudy<K> {
  const { api } = useConnection();
  studies += 1;
  // Several windows ask one application.
  const key = `${crypto.randomUUID()} ${studies}`;
  const answer = shallowRef<StudyAnswer<K> | null>(null);
  const failure = shallowRef<unknown>(null);
  const running = shallowRef<RunningStudy | null>(null);
  let asked = 0;

  async function run(request: StudyRequest<K>): Promise<void> {
    asked += 1;
    const mine = asked;
    running.value = { progress: null, begunAt: Date.now() };
    failure.value = null;
    const poll = setInterval(() => void hear(mine), POLL_MS);
    try {
      const found = await api.study(key, request);
      if (mine === asked) answer.value = found;
    } catch (error) {
      const cancelled = error instanceof ApiError && error.code === 'interrupted';
      if (mine === asked && !cancelled) failure.value = error;
    } finally {
      clearInterval(poll);
      if (mine === asked) running.value = null;
    }
  }

  async function hear(mine: number): Promise<void> {
    const progress = await api.studyProgress(key);
    if (mine === asked && running.value !== null && progress !== null)
      running.value = { ...running.value, progress };
  }

  function cancel(): void {
    if (running.value !== null) void api.cancelStudy(key);
  }

  function clear(): void {
    asked += 1;
    cancel();
    answer.value = null;
    failure.value = null;
    running.value = null;
  }

  onScopeDispose(clear);
  return { answer, failure, running, run, cancel, clear };
}
