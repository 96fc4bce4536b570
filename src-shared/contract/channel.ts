import type { ApiFailure } from './api';

/** Carries messages between a window and the application; both ends look alike. Messages arrive in order. */
export interface Channel {
  /** Silently does nothing once the channel is closed. @throws for a value that cannot be carried. */
  post(message: unknown): void;
  /** Called once, at once: messages may arrive from then on. */
  onMessage(listener: (message: unknown) => void): void;
  /** Calls back once, when nothing is carried any more; `reason` says why, in a few words. */
  onClosed(listener: (reason: string) => void): void;
  close(): void;
}

/**
 * What a call is answered with. Failures are values, because an Error arrives differently, or not at all, over each
 * transport.
 */
export type Answer =
  | { readonly ok: true; readonly value?: unknown }
  /** The value as a message of the wire codec, over every transport. */
  | { readonly ok: true; readonly packed: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly failure: ApiFailure };

/** Codes of failures that belong to the connection rather than to the application. */
export const UNKNOWN_METHOD = 'unknown-method';
export const CONNECTION_LOST = 'connection-lost';
export const BUG = 'bug';

/** The scheme and origin of the page in the desktop program. */
export const PAGE_SCHEME = 'workbench';
export const PAGE_ORIGIN = 'workbench://app';
/** What a page in the desktop program posts to itself to ask for its message port, and what the port comes with. */
export const PORT_HANDOVER = 'workbench:port';
/** Where the browser host takes sockets. */
export const SOCKET_PATH = '/socket';
/** The last message over a message port, whose end is not heard of otherwise. */
export const GOODBYE = 'workbench:goodbye';
