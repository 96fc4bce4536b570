/** Codes of the failures that a user can meet; stable, so that scripts and tests may rely on them. */
export type ErrorCode =
  | 'bad-arguments'
  | 'bad-spec'
  | 'bad-data'
  | 'unknown-experiment'
  | 'not-run'
  | 'incomplete'
  | 'not-finite'
  | 'bytes-differ'
  | 'folder-unusable'
  | 'folder-busy'
  | 'store-foreign'
  | 'store-newer'
  | 'store-damaged'
  | 'store-locked'
  | 'archive-busy'
  | 'disk-full'
  | 'bad-bundle'
  | 'bundle-conflict'
  | 'engine-unavailable'
  | 'interrupted';

/**
 * A failure of the outside (a file, a disk, a process, what the user asked for), in a sentence that says what is
 * wrong and what to do. Anything else that is thrown is a bug.
 */
export class WorkbenchError extends Error {
  /**
   * Whether what stands in the way may go without the program: room is made, a permission given back, another
   * program's lock dropped. What failed can then be tried again as it was.
   */
  readonly mayPass: boolean;

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** What to do next, as a sentence or a command. */
    readonly remedy: string | null = null,
    options: WorkbenchErrorOptions = {},
    /** What is wrong with an input, field by field; empty where it is not about fields. */
    readonly problems: readonly Problem[] = [],
  ) {
    super(message, options);
    this.name = 'WorkbenchError';
    this.mayPass = options.mayPass ?? false;
  }
}

interface WorkbenchErrorOptions extends ErrorOptions {
  readonly mayPass?: boolean;
}

/** One thing that is wrong with an input, and where. */
export interface Problem {
  /** Path in the input, such as `grid.training[2].learningRate`. */
  readonly path: string;
  readonly message: string;
}
