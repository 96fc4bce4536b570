import type { Claim } from '@shared/claims/claim';
import { judgeClaim, type FoundEvidence, type MissingEvidence, type Verdict } from '@shared/claims/verdict';
import type { AuthorsSweepName } from '@shared/network/draws/authors';
import { presetEvidence } from './claim-evidence';
import type { ArchiveReader } from './ports';

export interface Judgement {
  readonly verdicts: readonly Verdict[];
  /** What could not be judged by, a preset each. */
  readonly missing: readonly MissingEvidence[];
  /** Whether any of the presets that the claims need is there. */
  readonly any: boolean;
}

/** Holds claims against the runs of an archive; each preset is read once. */
export function judgeClaims(claims: readonly Claim[], archive: ArchiveReader | null): Judgement {
  const read = new Map<AuthorsSweepName, FoundEvidence>();
  const find = (preset: AuthorsSweepName): FoundEvidence => {
    let found = read.get(preset);
    if (found === undefined) {
      found = presetEvidence(archive, preset);
      read.set(preset, found);
    }
    return found;
  };
  const verdicts = claims.map((claim) => judgeClaim(claim, find));
  const missing = [...read.values()].filter((found) => 'missing' in found);
  return { verdicts, missing, any: missing.length < read.size };
}
