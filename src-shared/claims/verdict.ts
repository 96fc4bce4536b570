import type { AuthorsSweepName } from '../network/draws/authors';
import { undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import type { Evidence } from './evidence';

/** A claim with what the runs say to it. */
export interface Verdict extends Finding {
  readonly id: string;
  readonly figure: ClaimFigure;
  readonly text: string;
  /** The presets that it needs. */
  readonly presets: readonly AuthorsSweepName[];
}

/** Why a preset's runs cannot be judged by, and what to do about it: a sentence each. */
export interface MissingEvidence {
  readonly missing: string;
  readonly remedy: string;
}

export type FoundEvidence = Evidence | MissingEvidence;

/** Judges a claim; undecided, with the reason, where runs that it needs are missing. */
export function judgeClaim(claim: Claim, find: (preset: AuthorsSweepName) => FoundEvidence): Verdict {
  const { id, figure, text, needs } = claim;
  const evidence: Evidence[] = [];
  const missing: string[] = [];
  for (const found of needs.map(find)) {
    if ('missing' in found) missing.push(`${found.missing} ${found.remedy}`);
    else evidence.push(found);
  }
  const finding = missing.length > 0 ? undecided(missing.join(' ')) : claim.judge(...evidence);
  return { id, figure, text, presets: needs, ...finding };
}
