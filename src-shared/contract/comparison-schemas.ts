import { z } from 'zod';
import { FEWEST_SIDES, MOST_SIDES, type Comparison } from '../compare/comparison';
import { DIFFERENCE_INTERVALS } from '../compare/difference-statistics';
import { TOGETHER_MODES } from '../drawing/sheet';
import { MEASURES, OUTCOMES } from '../training/run-result';
import { experimentIdSchema, figureKindSchema, placeSchema } from './sheet-schemas';

const side = z
  .strictObject({
    experiment: experimentIdSchema,
    cell: placeSchema.shape.cell.nullable(),
    run: placeSchema.shape.repetition.nullable(),
  })
  .refine(({ cell, run }) => run === null || cell !== null, 'a run needs its cell');

/** What may be asked to be compared: at the door of every transport, and of what was kept under a name. */
export const comparisonSchema = z.strictObject({
  sides: z.array(side).min(FEWEST_SIDES).max(MOST_SIDES),
  figure: figureKindSchema,
  mode: z.enum(TOGETHER_MODES),
  statistics: z.strictObject({
    measure: z.enum(MEASURES),
    outcome: z.enum(OUTCOMES),
    interval: z.enum(DIFFERENCE_INTERVALS),
  }),
}) satisfies z.ZodType<Comparison>;
