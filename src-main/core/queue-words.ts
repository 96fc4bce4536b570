import { WorkbenchError } from '@shared/contract/errors';
import type { Verification } from '@shared/contract/provenance';
import type { RunSummary } from './experiment-run';

/* What the log says of experiments that engines are done with. */

export function verified(
  name: string,
  how: RunSummary['how'],
  { asked, checked, equal }: Verification,
): string {
  if (equal < checked) return `Of ${checked} runs of "${name}", ${checked - equal} came out differently.`;
  if (how === 'cancelled')
    return `Stopped verifying "${name}": ${checked} of ${asked} runs were compared, all equal.`;
  return `Verified "${name}": ${checked} of ${asked} runs computed again, all equal in every bit.`;
}

export function ending(name: string, { how, counts, computed }: RunSummary): string {
  switch (how) {
    case 'finished':
      return `Finished "${name}": ${computed} runs computed.`;
    case 'failed':
      return `Finished "${name}" with ${counts.failed} failed runs; start it again to try them again.`;
    case 'cancelled':
      return `Stopped "${name}": ${counts.finished} of ${counts.total} runs are kept.`;
  }
}

/** Of an error. */
export function sentence(error: unknown): string {
  if (error instanceof WorkbenchError) return [error.message, error.remedy].filter(Boolean).join(' ');
  return error instanceof Error ? error.message : String(error);
}
