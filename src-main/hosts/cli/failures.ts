import { CommanderError } from 'commander';
import { WorkbenchError, type ErrorCode } from '@shared/contract/errors';
import { say } from './output';

export const EXIT = { done: 0, failed: 1, badArguments: 2, interrupted: 130 } as const;

const BAD_ARGUMENTS: readonly ErrorCode[] = ['bad-arguments', 'bad-spec', 'bad-data', 'unknown-experiment'];

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badArguments;
  if (!(error instanceof WorkbenchError)) return EXIT.failed;
  if (error.code === 'interrupted') return EXIT.interrupted;
  return BAD_ARGUMENTS.includes(error.code) ? EXIT.badArguments : EXIT.failed;
}

/** Says on standard error what went wrong and what to do; commander has said its own already. */
export function reportError(error: unknown): void {
  if (error instanceof CommanderError) return;
  if (error instanceof WorkbenchError) {
    say(error.message);
    if (error.remedy !== null) say(error.remedy);
    return;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`This is a bug of the workbench; finished runs are kept.\n${detail}\n`);
}
