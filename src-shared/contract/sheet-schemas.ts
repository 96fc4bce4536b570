import { z } from 'zod';
import { BACKGROUNDS, FONTS, LEGENDS, PALETTES, type PrintStyle, type SheetRequest } from '../drawing/sheet';
import { LIMITS } from '../experiment/limits';
import { INTERVALS, type FigureRequest } from '../figures/figure-request';
import { MEAN_MEASURES } from '../figures/heatmap-quantity';
import { RUN_PANEL_IDS } from '../figures/run-theory/panel-ids';
import { OUTCOMES } from '../training/run-result';
import { DYNAMICS_KINDS } from '../training/trajectory';
import type { ExperimentId } from './ids';

/** What may be asked of figures and sheets: at the door of every transport, and in the recipes of files. */

/** Of a sheet's side, in points: two metres. */
const LONGEST_SIDE = 5670;
const SHORTEST_SIDE = 36;
export const MOST_FIGURES = 16;

export const experimentIdSchema = z
  .string()
  .regex(/^[0-9a-f]{16}$/)
  .transform((id) => id as ExperimentId);

export const placeSchema = z.strictObject({
  cell: z.number().int().min(0).max(LIMITS.cells),
  repetition: z.number().int().min(0).max(LIMITS.repetitions),
});

const slice = z.discriminatedUnion('over', [
  z.strictObject({ over: z.literal('scale'), depth: z.number() }),
  z.strictObject({ over: z.literal('learningRate'), scale: z.number() }),
]);
const convention = z.enum(['exact', 'asPublished']);
const interval = z.enum(INTERVALS);
const quantity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('diverged') }),
  z.strictObject({ kind: z.literal('outcome'), outcome: z.enum(OUTCOMES) }),
  z.strictObject({ kind: z.literal('commonOutcome') }),
  z.strictObject({ kind: z.literal('mean'), measure: z.enum(MEAN_MEASURES) }),
]);
const experiment = experimentIdSchema;

export const figureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ experiment, kind: z.literal('distanceLines'), slice, convention, interval }),
  z.strictObject({
    experiment,
    kind: z.literal('sharpnessLines'),
    slice,
    convention,
    interval,
    everyRate: z.boolean(),
  }),
  z.strictObject({ experiment, kind: z.literal('divergenceLines'), slice }),
  z.strictObject({ experiment, kind: z.literal('heatmap'), slice, quantity }),
  z.strictObject({
    experiment,
    kind: z.literal('generalisation'),
    convention,
    learningRate: z.number().positive().nullable(),
  }),
  z.strictObject({ experiment, kind: z.literal('runTrace'), run: placeSchema, convention }),
  z.strictObject({
    experiment,
    kind: z.literal('runTheory'),
    panel: z.enum(RUN_PANEL_IDS),
    run: placeSchema,
    dynamics: z.enum(DYNAMICS_KINDS),
    compare: z.boolean(),
  }),
]) satisfies z.ZodType<FigureRequest>;

const side = z.number().min(SHORTEST_SIDE).max(LONGEST_SIDE);

const styleSchema = z.strictObject({
  width: side,
  height: side,
  font: z.enum(FONTS),
  fontSize: z.number().min(4).max(72),
  lineWidth: z.number().min(0.1).max(10),
  letters: z.boolean(),
  legend: z.enum(LEGENDS),
  background: z.enum(BACKGROUNDS),
  palette: z.enum(PALETTES),
  titles: z.boolean(),
  caption: z.boolean(),
}) satisfies z.ZodType<PrintStyle>;

export const sheetSchema = z.strictObject({
  figures: z.array(figureSchema).min(1).max(MOST_FIGURES),
  columns: z.number().int().min(1).max(MOST_FIGURES),
  style: styleSchema,
}) satisfies z.ZodType<SheetRequest>;
