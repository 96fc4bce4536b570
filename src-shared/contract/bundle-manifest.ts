import { z } from 'zod';
import { LIMITS } from '../experiment/limits';

/** What `manifest.json` of a bundle says; docs/bundle-format.md describes it. */

export const BUNDLE_FORMAT = 'sharpness-workbench-bundle';
export const BUNDLE_VERSION = 1;

/** Experiments in one bundle. */
export const MOST_BUNDLED = 10_000;

/** The members that every bundle has. */
export const BUNDLE_MEMBERS = {
  readme: 'README.txt',
  manifest: 'manifest.json',
  sums: 'checksums.sha256',
  database: 'archive.sqlite',
} as const;

/** What there is for people, in a folder an experiment. */
export const PEOPLE_FILES = ['spec.json', 'runs.csv', 'notes.md'] as const;

/** A folder's name that every file system takes: no separators, no dot in front. */
export const FOLDER_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,159}$/u;

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');
const size = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const experiment = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 lower-case hex digits'),
  name: z.string().min(1).max(LIMITS.nameLength),
  folder: z.string().regex(FOLDER_NAME, 'must be a plain name'),
  specDigest: digest,
  /** As the archive knows the data set: of its numbers, or of the imported file and what was taken of it. */
  dataDigest: digest,
  /** Of the numbers, wherever they came from. */
  dataNumbersDigest: digest,
  resultsDigest: digest,
  plannedRuns: size,
  runs: size,
  measures: size,
  traceValues: size,
});

/** Read before all else, so that a newer format is told from a wrong one. */
export const bundleHeadSchema = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.number().int().min(1),
});

export const bundleManifestSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  /** Version of the program that made the bundle. */
  program: z.string().min(1).max(100),
  experiments: z.array(experiment).min(1).max(MOST_BUNDLED),
  /** Every other member but the sums, by name. */
  files: z.array(z.strictObject({ name: z.string().min(1).max(300), bytes: size })),
});

export type BundleManifest = z.output<typeof bundleManifestSchema>;
export type BundleManifestEntry = BundleManifest['experiments'][number];
