import { WorkbenchError } from '@shared/contract/errors';

/**
 * Whether the archive takes what is written, as a pure reducer over what became of each attempt. What fails for a reason
 * that may pass is tried again; anything else ends it.
 */
export type WriteState =
  | { readonly kind: 'writing' }
  | {
      readonly kind: 'waiting';
      readonly error: WorkbenchError;
      /** When to try again, on the clock. */
      readonly nextTry: number;
    }
  | { readonly kind: 'broken'; readonly error: unknown };

/** Time between two attempts while the archive takes nothing, in milliseconds. */
export const RETRY_MS = 3000;

export const WRITING: WriteState = { kind: 'writing' };

/** Whether to try now. */
export function isDue(state: WriteState, now: number): boolean {
  return state.kind === 'writing' || (state.kind === 'waiting' && now >= state.nextTry);
}

/** After an attempt at `now` that went well (null) or failed. `patient`: whether to wait for what may pass. */
export function afterAttempt(
  state: WriteState,
  failure: { readonly error: unknown } | null,
  now: number,
  patient: boolean,
): WriteState {
  if (state.kind === 'broken') return state;
  if (failure === null) return WRITING;
  const { error } = failure;
  if (!patient || !(error instanceof WorkbenchError) || !error.mayPass) return { kind: 'broken', error };
  return { kind: 'waiting', error, nextTry: now + RETRY_MS };
}
