import type { Shelf } from './library';

/** What importing a bundle does with one of its experiments. */
export const BUNDLE_ACTIONS = ['new', 'add', 'here', 'conflict'] as const;
export type BundleAction = (typeof BUNDLE_ACTIONS)[number];

export interface BundleStep {
  readonly id: string;
  /** What the bundle calls it. */
  readonly name: string;
  /** What it is called here, or would be. */
  readonly as: string;
  /** new: it comes; add: it is here and gains runs; here: nothing is missing; conflict: its runs are others here. */
  readonly action: BundleAction;
  /** Where it lies here; null where it is not here. */
  readonly shelf: Shelf | null;
  /** Runs in the bundle. */
  readonly runs: number;
  /** Of them, those that are not here. */
  readonly added: number;
  /** Of a conflict: the first run that is not the same here, as a sentence. */
  readonly difference: string | null;
}

/** What is in a bundle that was checked from end to end, and what importing it does. */
export interface BundlePlan {
  /** Version of the program that made it. */
  readonly program: string;
  readonly experiments: readonly BundleStep[];
  /** Whether it was imported; false for a mere look, and where there is a conflict. */
  readonly imported: boolean;
}

/** What bundles and tables of data are made of. */
export const DATA_FORMATS = ['csv', 'json', 'parquet'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

/** A file that the application writes into the data folder's `exports`. */
export type FolderFileRequest =
  | { readonly kind: 'bundle'; readonly experiments: readonly string[] }
  | {
      readonly kind: 'runs' | 'traces';
      readonly experiment: string;
      readonly format: DataFormat;
    };

export interface FolderFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  /** What is in it, in a few words. */
  readonly said: string;
}

/** Where such files lie in a data folder. */
export const EXPORTS_FOLDER = 'exports';

/** The largest of such files that a window may fetch, in bytes. */
export const LARGEST_FETCHED = 64 * 1024 * 1024;

/** What a window hands over of a bundle at a time, in bytes. */
export const UPLOAD_PART = 4 * 1024 * 1024;

/** Something long that is done with files beside the archive; a thread of its own does it. */
export type Deed =
  | { readonly kind: 'write'; readonly request: FolderFileRequest }
  | { readonly kind: 'look' | 'take'; readonly file: string };

export type DeedAnswer<D extends Deed> = D extends { readonly kind: 'write' } ? FolderFile : BundlePlan;
