import type { Session } from '@shared/contract/provenance';

/** In the order of the columns of `session` that follow its key. */
export const SESSION_FIELDS = [
  'startedAt',
  'endedAt',
  'programVersion',
  'kernel',
  'processor',
  'platform',
  'runtime',
  'processes',
  'runs',
  'kernelSeconds',
] as const satisfies readonly (keyof Session)[];
