import type { Provenance, RelatedExperiment, Session, Verification } from '@shared/contract/provenance';
import { formatDuration } from './progress-line';

/** Where the runs of an experiment come from: pairs of a name and its value, a line each. */
export function provenanceFacts(provenance: Provenance): string[][] {
  const { specDigest, data, extends: from, extendedBy, sessions, adoptions, verifications } = provenance;
  return [
    ['spec digest', specDigest],
    ['data digest', data.digest],
    ...(from === null ? [] : [['goes on from', named(from)]]),
    ...listed('extended by', extendedBy.map(named)),
    ...listed(
      'taken over',
      adoptions.map(
        ({ donor, donorName, runs, at }) =>
          `${runs} runs from ${named({ id: donor, name: donorName })}, ${at}`,
      ),
    ),
    ...listed('computed', sessions.map(sessionText)),
    ...listed('verified', verifications.map(verificationText)),
  ];
}

function listed(name: string, values: readonly string[]): string[][] {
  return values.map((value, i) => [i === 0 ? name : '', value]);
}

function named({ id, name }: RelatedExperiment): string {
  return name === null ? `${id} (no longer here)` : `${name} (${id})`;
}

function sessionText({ startedAt, runs, kernelSeconds, processes, ...on }: Session): string {
  const work =
    runs === null || kernelSeconds === null
      ? 'without an end: under way, or killed'
      : `${runs} runs, ${formatDuration(kernelSeconds)} in kernels`;
  return `${startedAt}: ${work}; ${processes} processes, ${on.kernel}; ${on.processor}, ${on.platform}, ${on.runtime}, program ${on.programVersion}`;
}

function verificationText({
  endedAt,
  asked,
  checked,
  equal,
  programVersion,
  processor,
}: Verification): string {
  const stopped = checked < asked ? ` of ${asked} asked for` : '';
  const found = equal === checked ? 'all equal' : `${checked - equal} different`;
  return `${endedAt}: ${checked} runs${stopped} computed again, ${found}; program ${programVersion}, ${processor}`;
}
