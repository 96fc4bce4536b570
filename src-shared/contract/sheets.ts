import type { Recipe } from '../drawing/recipe';
import type { FigureFormat } from '../drawing/sheet';
import type { ExperimentRecord } from './records';

/** A sheet before it is a file. */
export interface SheetPreview {
  /** A whole SVG document with its fonts; null where no figure of the sheet is there. */
  readonly svg: string | null;
  /** In points. */
  readonly width: number;
  readonly height: number;
  /** What is shown, as plain text, for under the figure. */
  readonly caption: string;
  /** How it was computed: a paragraph for a paper's section on methods. */
  readonly methods: string;
  /** BibTeX of the paper whose results are drawn. */
  readonly bibtex: string;
  /** What will not look as wished, as sentences: words that do not fit, runs that are missing. */
  readonly warnings: readonly string[];
}

/** Which files are made of a sheet. */
export interface ExportOptions {
  readonly formats: readonly FigureFormat[];
  /** Name of the files, without an ending; null for one made of what is shown. */
  readonly name: string | null;
  /** Of PNG: dots an inch. */
  readonly dpi: number;
}

/** A file on its way to whoever asked for it. */
export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What an exported file was drawn from. */
export interface OpenedRecipe {
  readonly recipe: Recipe;
  /** Those of its experiments that are in this data folder. */
  readonly known: readonly ExperimentRecord[];
}
