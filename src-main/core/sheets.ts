import { INITIALISATIONS } from '@shared/catalogue';
import { putTogether } from '@shared/compare/put-together';
import type { ExportedFile, ExportOptions, OpenedRecipe, SheetPreview } from '@shared/contract/sheets';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { sheetSchema } from '@shared/contract/sheet-schemas';
import type { Drawing } from '@shared/drawing/drawing';
import { layOutSheet, type Sheet } from '@shared/drawing/lay-out-sheet';
import type { Recipe, RecipeExperiment } from '@shared/drawing/recipe';
import type { SheetRequest } from '@shared/drawing/sheet';
import { validate } from '@shared/experiment/validate';
import { PAPER_BIBTEX } from '@shared/figures/bibtex';
import { figureId } from '@shared/figures/default-figures';
import { captionText } from '@shared/figures/caption-text';
import type { AnyFigure, FigureKind } from '@shared/figures/figure-request';
import type { FigureText } from '@shared/figures/figure-data';
import { methodsText } from '@shared/figures/methods-text';
import { plainText } from '@shared/figures/plain-text';
import type { SheetSource } from './sheet-source';
import type { SheetPrinter } from './ports';

/** What drawing sheets needs. */
export interface SheetContext {
  readonly source: SheetSource;
  readonly printer: SheetPrinter;
  /** Version of the program. */
  readonly program: string;
}

interface LaidOut {
  /** Null where none of its figures is there. */
  readonly drawing: Drawing | null;
  readonly plots: Sheet['plots'];
  readonly figures: readonly AnyFigure[];
  /** In the order of the figures, each once. */
  readonly experiments: readonly ExperimentRecord[];
  readonly caption: FigureText;
  readonly warnings: readonly string[];
}

async function layOut(
  context: SheetContext,
  { figures: requests, columns, style, together }: SheetRequest,
): Promise<LaidOut> {
  const drawn = await context.source.figures(requests);
  const known = drawn.filter((figure) => figure !== null);
  const there = requests.filter((_, i) => drawn[i] !== null);
  const names = requests.flatMap((_, i) => (drawn[i] === null ? [] : [together?.names[i] ?? String(i + 1)]));
  const figures = together === undefined ? known : putTogether(known, { ...together, names });
  const experiments = [...new Set(there.map(({ experiment }) => experiment))].map((id) =>
    context.source.archive()!.findById(id)!,
  );
  const caption = captionText(figures, style.letters && figures.length > 1);
  const missing = requests.length - known.length;
  const warnings = [
    ...(missing > 0
      ? [
          `${missing} of ${requests.length} figures are left out: their experiments are not in this data folder.`,
        ]
      : []),
    ...experiments.flatMap(({ name, counts: { finished, total } }) =>
      finished < total
        ? [
            `${total - finished} of ${total} runs of "${name}" are missing: the file will have no digest of them.`,
          ]
        : [],
    ),
  ];
  if (figures.length === 0) return { drawing: null, plots: [], figures, experiments, caption, warnings };
  const metrics = await context.printer.metrics();
  const sheet = layOutSheet(figures, { columns, style }, style.caption ? caption : null, metrics);
  const { drawing, plots } = sheet;
  return { drawing, plots, figures, experiments, caption, warnings: [...warnings, ...sheet.warnings] };
}

export async function previewSheet(context: SheetContext, sheet: SheetRequest): Promise<SheetPreview> {
  const { drawing, experiments, caption, warnings } = await layOut(context, sheet);
  const { width, height } = drawing ?? sheet.style;
  return {
    svg: drawing && (await context.printer.picture(drawing)),
    width,
    height,
    caption: plainText(caption),
    methods: await methodsOf(context, experiments, sheet.figures),
    bibtex: PAPER_BIBTEX,
    warnings,
  };
}

/** How these figures were computed: a paragraph an experiment, and one on what was measured. */
async function methodsOf(
  { source, program }: SheetContext,
  experiments: readonly ExperimentRecord[],
  figures: readonly FigureKind[],
): Promise<string> {
  if (experiments.length === 0) return '';
  const told = await Promise.all(experiments.map((record) => source.methods(record)));
  return methodsText(told, { figures, version: program });
}

export async function exportSheet(
  context: SheetContext,
  sheet: SheetRequest,
  { formats, dpi, name }: ExportOptions,
): Promise<ExportedFile[]> {
  const { drawing, plots, figures, experiments } = await layOut(context, sheet);
  if (drawing === null) {
    throw new WorkbenchError(
      'unknown-experiment',
      'None of the figures can be drawn: their experiments are not in this data folder.',
    );
  }
  return context.printer.files({
    drawing,
    plots,
    figures,
    style: sheet.style,
    recipe: await recipeOf(context, sheet, experiments),
    formats,
    dpi,
    name: name ?? fileName(experiments, sheet.figures),
  });
}

async function recipeOf(
  { source, program }: SheetContext,
  sheet: SheetRequest,
  experiments: readonly ExperimentRecord[],
): Promise<Recipe> {
  const entries: RecipeExperiment[] = [];
  for (const record of experiments) {
    const { digest } = await source.methods(record);
    const { id, name, spec, data } = record;
    entries.push({ id, name, spec, digest, data: data.digest });
  }
  return {
    format: 'sharpness-workbench-recipe',
    version: 1,
    program,
    experiments: entries,
    // Its fields in one order, whoever put it together: the same figure is the same bytes.
    sheet: sheetSchema.parse(sheet),
  };
}

/** "figure-3-sharpness"; of several figures only the experiments. */
function fileName(experiments: readonly ExperimentRecord[], figures: readonly FigureKind[]): string {
  const names = experiments.map(({ name }) => name).join('-');
  return figures.length === 1 ? `${names}-${figureId(figures[0]!)}` : names;
}

/** The recipe that a file carries, with those of its experiments that are there. Throws where there is none. */
export function openRecipe(
  { source, printer }: Pick<SheetContext, 'source' | 'printer'>,
  file: Uint8Array,
): OpenedRecipe {
  const found = printer.readRecipe(file);
  const experiments = found.experiments.map((experiment) => {
    const checked = validate(experiment.spec, INITIALISATIONS);
    if (checked.ok) return { ...experiment, spec: checked.spec };
    throw new WorkbenchError(
      'bad-spec',
      `The spec in this recipe is not one: ${checked.problems[0]!.message}.`,
      null,
      {},
      checked.problems,
    );
  });
  const known = experiments.flatMap(({ id }) => {
    const record = source.archive()?.findById(id);
    return record && record.deletedAt === null ? [record] : [];
  });
  return { recipe: { ...found, experiments }, known };
}
