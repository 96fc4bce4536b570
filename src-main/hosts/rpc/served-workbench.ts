import type { LiveState, WorkbenchApi } from '@shared/contract/api';

/** What a host serves to its windows. `subscribe` is the connection's own, since it is one a client. */
export interface ServedWorkbench {
  readonly api: Omit<WorkbenchApi, 'subscribe'>;
  readonly state: () => LiveState;
  /** Calls back after every change of the state; returns how to stop that. */
  readonly onChanged: (listener: () => void) => () => void;
}
