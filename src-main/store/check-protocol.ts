import type { ErrorCode } from '@shared/contract/errors';

/** What the checking thread is given. */
export interface CheckRequest {
  readonly file: string;
  readonly thorough: boolean;
}

/** What it answers: what it found, or why it could not look. */
export type CheckReply =
  | { readonly kind: 'checked'; readonly problems: string[] }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly message: string;
      readonly remedy: string | null;
    };
