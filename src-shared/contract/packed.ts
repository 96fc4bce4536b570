import type { WorkbenchApi } from './api';
import type { LibraryAnswer, LibraryQuery } from './library';

/**
 * An answer as the bytes of its message (wire-codec): who only hands it on, from a thread to a window, neither copies nor
 * reads what is in it.
 */
export class Packed<T> {
  /** Never there: says what the bytes are of. */
  declare readonly content?: T;

  constructor(readonly bytes: Uint8Array<ArrayBuffer>) {}
}

export type MaybePacked<T> = T | Packed<T>;

/** The API as the application answers it. `subscribe` is the connection's own, since it is one a client. */
export interface ServedApi extends Omit<WorkbenchApi, 'subscribe' | 'searchLibrary'> {
  searchLibrary(query: LibraryQuery): Promise<MaybePacked<LibraryAnswer>>;
}
