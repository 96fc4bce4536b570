import type { Machine } from '@shared/contract/provenance';

/** A machine that nothing depends on. */
export const A_MACHINE: Machine = {
  programVersion: '1.2.3',
  processor: 'Made-up 9000',
  platform: 'linux 6.1 x64',
  runtime: 'Node 24.0.0',
};
