import { WorkbenchError } from './errors';

/** Why a bundle is not taken. @param why a sentence without its full stop. */
export function badBundle(
  why: string,
  remedy = 'Get the bundle anew from where it comes from.',
  cause?: unknown,
): WorkbenchError {
  return new WorkbenchError('bad-bundle', `${why}.`, `Nothing was imported. ${remedy}`, { cause });
}
