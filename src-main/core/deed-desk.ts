import type { WorkbenchApi } from '@shared/contract/api';
import type { Deed, DeedAnswer } from '@shared/contract/bundles';
import { WorkbenchError } from '@shared/contract/errors';
import type { StudyProgress } from '@shared/contract/studies';

/** What a deed is given. */
export interface DeedJob {
  readonly signal: AbortSignal;
  readonly told: (progress: StudyProgress) => void;
}

/** What the host does about bundles and files of data; nothing of it keeps the main thread waiting. */
export interface DeedHost {
  /** In a thread of its own, with its own way to the archive. */
  run<D extends Deed>(deed: D, job: DeedJob): Promise<DeedAnswer<D>>;
  fetch: WorkbenchApi['fetchFromFolder'];
  receive: WorkbenchApi['receiveBundle'];
  /** Path of a bundle that was handed over. */
  pathOf(upload: string): string;
  drop: WorkbenchApi['dropBundle'];
}

export type DeedApi = Pick<
  WorkbenchApi,
  | 'saveToFolder'
  | 'fetchFromFolder'
  | 'receiveBundle'
  | 'lookIntoBundle'
  | 'importBundle'
  | 'dropBundle'
  | 'deedProgress'
  | 'cancelDeed'
>;

/** Bundles and files of data: one at a time, while everything else goes on. */
export class DeedDesk {
  #progress: StudyProgress | null = null;
  #abort = new AbortController();
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly host: DeedHost | null,
    /** `begin` throws where nothing may be written now; `ended` is told after a bundle was taken or refused. */
    private readonly around: { readonly begin: () => void; readonly ended: () => void },
  ) {}

  get busy(): boolean {
    return this.#progress !== null;
  }

  /** Cancels what is under way and waits until it has let go. */
  async close(): Promise<void> {
    this.#abort.abort();
    await this.#underWay.catch(() => undefined);
  }

  readonly api: DeedApi = {
    saveToFolder: (request) => this.#run({ kind: 'write', request }),
    fetchFromFolder: (name) => this.#host().fetch(name),
    receiveBundle: (upload, offset, part) => this.#host().receive(upload, offset, part),
    lookIntoBundle: (upload) => this.#run({ kind: 'look', file: this.#host().pathOf(upload) }),
    importBundle: async (upload) => {
      try {
        return await this.#run({ kind: 'take', file: this.#host().pathOf(upload) });
      } finally {
        this.around.ended();
      }
    },
    dropBundle: (upload) => this.#host().drop(upload),
    deedProgress: async () => this.#progress,
    cancelDeed: async () => this.#abort.abort(),
  };

  #host(): DeedHost {
    if (this.host !== null) return this.host;
    throw new WorkbenchError('bad-arguments', 'This host has no bundles.', 'Use "lab bundle" instead.');
  }

  async #run<D extends Deed>(deed: D): Promise<DeedAnswer<D>> {
    const host = this.#host();
    if (this.busy) {
      throw new WorkbenchError(
        'archive-busy',
        'Another bundle or file of data is under way.',
        'Wait until it is done, or cancel it.',
      );
    }
    this.around.begin();
    this.#progress = { said: 'beginning', share: null };
    this.#abort = new AbortController();
    const done = host.run(deed, {
      signal: this.#abort.signal,
      told: (progress) => (this.#progress = progress),
    });
    this.#underWay = done;
    try {
      return await done;
    } finally {
      this.#progress = null;
    }
  }
}
