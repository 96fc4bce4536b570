import type { AuthorsSweepName } from '../network/draws/authors';
import type { Evidence } from './evidence';

/** The paper's panels that a claim is about. */
export const CLAIM_FIGURES = [
  '1a',
  '1b',
  '1c',
  '1d',
  '2',
  '3',
  '4a',
  '4b',
  '4c',
  '4d',
  '5',
  '6a',
  '6b',
  '7',
] as const;
export type ClaimFigure = (typeof CLAIM_FIGURES)[number];

/** A number of a finding, with what is known of its error. */
export interface ClaimNumber {
  readonly name: string;
  readonly value: number;
  /** Standard error; null where there is none. */
  readonly error: number | null;
  /** 95 % interval; null where there is none. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** One side of a comparison: as a sentence, and as numbers. */
export interface ClaimSide {
  readonly said: string;
  readonly numbers: readonly ClaimNumber[];
}

/** What the runs say to a claim. */
export interface Finding {
  /** Null where these runs cannot tell; `detail` says why. */
  readonly holds: boolean | null;
  readonly measured: ClaimSide | null;
  readonly expected: ClaimSide | null;
  /** What has to be known with it: definitions, what was left out, the numbers where it fails. */
  readonly detail: string;
}

/** What the paper says of an experiment, and how it is checked. */
export interface Claim {
  /** What is claimed; the same in every figure that it is claimed of. */
  readonly id: string;
  readonly figure: ClaimFigure;
  /** As the paper words it, paraphrased. */
  readonly text: string;
  /** The presets whose runs it is judged on, in the order in which `judge` takes them. */
  readonly needs: readonly AuthorsSweepName[];
  readonly judge: (...evidence: readonly Evidence[]) => Finding;
}

/** A number without or with what is known of its error. */
export function claimNumber(
  name: string,
  value: number,
  known: { readonly error?: number | null; readonly interval?: readonly [number, number] | null } = {},
): ClaimNumber {
  return { name, value, error: known.error ?? null, interval: known.interval ?? null };
}

/** The finding where these runs cannot tell. */
export function undecided(reason: string): Finding {
  return { holds: null, measured: null, expected: null, detail: reason };
}
