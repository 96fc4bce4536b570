import type { ErrorCode } from '@shared/contract/errors';

/** What the thread that copies archives tells while it works, and how it ends. */
export type CareReply =
  /** How large the new file will be, about; until there is a better word, its growth is the progress. */
  | { readonly kind: 'expected'; readonly bytes: number }
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly message: string;
      readonly remedy: string | null;
    };
