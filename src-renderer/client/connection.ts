import type { LiveState } from '@shared/contract/live-state';
import type { WorkbenchApi } from '@shared/contract/api';
import type { MenuCommand } from '@shared/contract/menu-commands';

/** The application as a window sees it, whatever carries the messages. */
export interface Connection {
  readonly api: WorkbenchApi;
  /** Calls back with every state that is pushed; returns how to stop that. */
  readonly onChanged: (listener: (state: LiveState) => void) => () => void;
  /** Calls back with every command that is chosen in the native menu; returns how to stop that. */
  readonly onCommand: (listener: (id: MenuCommand) => void) => () => void;
  /** Calls back once when the application cannot be reached any more; returns how to stop that. */
  readonly onLost: (listener: (reason: string) => void) => () => void;
}

/** An expected failure of the application, as it arrives in a window. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string | null,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}
