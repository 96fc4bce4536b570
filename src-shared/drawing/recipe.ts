import type { Digest, ExperimentId } from '../contract/ids';
import type { ExperimentSpec } from '../experiment/spec';
import type { SheetRequest } from './sheet';

/** What an exported file carries of where it comes from: enough to run its experiments and to draw it again. */
export interface Recipe {
  readonly format: 'sharpness-workbench-recipe';
  readonly version: 1;
  /** Version of the program that drew the file. */
  readonly program: string;
  readonly experiments: readonly RecipeExperiment[];
  readonly sheet: SheetRequest;
}

export interface RecipeExperiment {
  readonly id: ExperimentId;
  readonly name: string;
  readonly spec: ExperimentSpec;
  /** Of all its runs; null where runs were missing when the file was drawn. */
  readonly digest: Digest | null;
  /** Of its data set; files that an earlier version wrote lack it. */
  readonly data?: Digest | undefined;
}

/** A recipe as it was found in a file: nobody has checked its specs yet. */
export interface UncheckedRecipe extends Omit<Recipe, 'experiments'> {
  readonly experiments: readonly UncheckedExperiment[];
}

export interface UncheckedExperiment extends Omit<RecipeExperiment, 'spec'> {
  readonly spec: unknown;
}
