import { z } from 'zod';
import { LIMITS } from '../experiment/limits';
import { MEASURES } from '../training/run-result';
import { KEPT_KINDS, SHELVES, type LibraryQuery } from './library';
import { experimentIdSchema } from './sheet-schemas';

/** Experiments that one call may be about. */
export const MOST_AT_ONCE = 10_000;
export const LONGEST_FILTER = 4000;
export const LONGEST_TAG = 100;
/** Of an item kept under a name, in characters. */
const LARGEST_ITEM = 1_000_000;
const LONGEST_FIELD = 100;

export const librarySchema = z.strictObject({
  shelf: z.enum(SHELVES),
  text: z.string().max(LONGEST_FILTER),
  order: z.strictObject({ by: z.string().max(LONGEST_FIELD), descending: z.boolean() }).nullable(),
  measures: z.array(z.enum(MEASURES)).max(MEASURES.length).optional(),
  limit: z.int().positive().optional(),
}) satisfies z.ZodType<LibraryQuery>;

export const bulkSchema = z.array(experimentIdSchema).max(MOST_AT_ONCE);

const word = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{C}]*$/u);

export const tagSchema = word(LONGEST_TAG);
export const kindSchema = z.enum(KEPT_KINDS);
export const itemSchema = z.strictObject({
  name: word(LIMITS.nameLength),
  content: z.string().max(LARGEST_ITEM),
});
