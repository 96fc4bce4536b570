import { z } from 'zod';
import type { Digest } from '@shared/contract/ids';
import { experimentIdSchema, MOST_FIGURES, sheetSchema } from '@shared/contract/sheet-schemas';
import type { UncheckedRecipe } from '@shared/drawing/recipe';

const LONGEST_WORDS = 10_000;

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as Digest);

export const recipeSchema = z.object({
  format: z.literal('sharpness-workbench-recipe'),
  version: z.literal(1),
  program: z.string().max(LONGEST_WORDS),
  experiments: z
    .array(
      z.object({
        id: experimentIdSchema,
        name: z.string().max(LONGEST_WORDS),
        spec: z.unknown(),
        digest: digest.nullable(),
        data: digest.optional(),
      }),
    )
    .max(MOST_FIGURES),
  sheet: sheetSchema,
}) satisfies z.ZodType<UncheckedRecipe>;
