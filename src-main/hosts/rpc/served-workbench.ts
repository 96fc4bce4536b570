import type { LiveState } from '@shared/contract/live-state';
import type { ServedApi } from '@shared/contract/packed';

/** What a host serves to its windows. */
export interface ServedWorkbench {
  readonly api: ServedApi;
  readonly state: () => LiveState;
  /** Calls back after every change of the state; returns how to stop that. */
  readonly onChanged: (listener: () => void) => () => void;
}
