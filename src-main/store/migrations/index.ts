import { firstLayout } from './0010-first-layout';
import { bin } from './0020-bin';
import { checkpoints } from './0030-checkpoints';
import { verdicts } from './0040-verdicts';
import { library } from './0050-library';
import { provenance } from './0060-provenance';
import { merges } from './0070-merges';
import type { Migration } from './migration';

/** Every step from an empty file to today's layout. */
export const MIGRATIONS: readonly Migration[] = [
  firstLayout,
  bin,
  checkpoints,
  verdicts,
  library,
  provenance,
  merges,
];
