import { z } from 'zod';
import {
  BACKGROUNDS,
  FONTS,
  LEGENDS,
  PALETTES,
  TOGETHER_MODES,
  type PrintStyle,
  type SheetRequest,
} from '../drawing/sheet';
import { LIMITS } from '../experiment/limits';
import { INTERVALS, type FigureKind, type FigureRequest } from '../figures/figure-request';
import { MEAN_MEASURES } from '../figures/heatmap-quantity';
import { RUN_PANEL_IDS } from '../figures/run-theory/panel-ids';
import { ACROSS, ALONG, COURSE_QUANTITIES, SCATTER_SETTINGS } from '../figures/scatter-axis';
import { OUTCOMES } from '../training/run-result';
import { DYNAMICS_KINDS } from '../training/trajectory';
import type { ExperimentId } from './ids';

/** What may be asked of figures and sheets: at the door of every transport, and in the recipes of files. */

/** Of a sheet's side, in points: two metres. */
const LONGEST_SIDE = 5670;
const SHORTEST_SIDE = 36;
/** Of a figure among others: an experiment's name with a cell and a run. */
const LONGEST_NAME = 200;
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

const scatterAxis = z.strictObject({
  what: z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('setting'), setting: z.enum(SCATTER_SETTINGS) }),
    z.strictObject({
      of: z.literal('course'),
      quantity: z.enum(COURSE_QUANTITIES),
      along: z.enum(ALONG),
    }),
    z.strictObject({ of: z.literal('stepsTaken') }),
    z.strictObject({ of: z.literal('outcome'), outcome: z.enum(OUTCOMES) }),
  ]),
  scale: z.enum(['linear', 'log']),
});

const kinds = [
  z.strictObject({ kind: z.literal('distanceLines'), slice, convention, interval }),
  z.strictObject({
    kind: z.literal('sharpnessLines'),
    slice,
    convention,
    interval,
    everyRate: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('divergenceLines'), slice }),
  z.strictObject({ kind: z.literal('heatmap'), slice, quantity }),
  z.strictObject({
    kind: z.literal('generalisation'),
    convention,
    learningRate: z.number().positive().nullable(),
  }),
  z.strictObject({
    kind: z.literal('scatter'),
    x: scatterAxis,
    y: scatterAxis,
    points: z.enum(['runs', 'cells']),
    across: z.enum(ACROSS),
    within: z
      .strictObject({ cell: placeSchema.shape.cell, repetition: placeSchema.shape.repetition.nullable() })
      .nullable(),
  }),
  z.strictObject({ kind: z.literal('runTrace'), run: placeSchema, convention }),
  z.strictObject({
    kind: z.literal('runTheory'),
    panel: z.enum(RUN_PANEL_IDS),
    run: placeSchema,
    dynamics: z.enum(DYNAMICS_KINDS),
    compare: z.boolean(),
  }),
] as const;

/** A figure, apart from whose experiment it is. */
export const figureKindSchema = z.discriminatedUnion('kind', kinds) satisfies z.ZodType<FigureKind>;

const withExperiment = { experiment: experimentIdSchema };
/** One by one: a mapped tuple would lose its types. */
export const figureSchema = z.discriminatedUnion('kind', [
  kinds[0].extend(withExperiment),
  kinds[1].extend(withExperiment),
  kinds[2].extend(withExperiment),
  kinds[3].extend(withExperiment),
  kinds[4].extend(withExperiment),
  kinds[5].extend(withExperiment),
  kinds[6].extend(withExperiment),
  kinds[7].extend(withExperiment),
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
  together: z
    .strictObject({
      mode: z.enum(TOGETHER_MODES),
      names: z.array(z.string().max(LONGEST_NAME)).max(MOST_FIGURES),
    })
    .optional(),
}) satisfies z.ZodType<SheetRequest>;
