import { ApiError } from '../client/connection';

export interface Failure {
  readonly message: string;
  /** What to do next. */
  readonly remedy: string | null;
  /** For whoever is asked for help. */
  readonly details: string;
}

/** What went wrong, for people: an expected failure in its own words, a bug as one. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ApiError) {
    const { code, message, remedy } = error;
    return { message, remedy, details: [`${code}: ${message}`, remedy].filter(Boolean).join('\n') };
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    message: error instanceof Error ? error.message : String(error),
    remedy: 'This should not happen: copy the details and report them.',
    details,
  };
}
