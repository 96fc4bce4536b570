import { z } from 'zod';
import { LIMITS } from '../experiment/limits';
import { PALETTES, THEMES, type WorkbenchApi } from './api';

/** The largest table that a window may hand over as text, in characters. */
export const LARGEST_TABLE_TEXT = 64 * 1024 * 1024;
const LONGEST_NOTES = 100_000;
const MOST_SAMPLES = 2000;
export const MOST_PROCESSES = 256;

const id = z.string().regex(/^[0-9a-f]{16}$/);
const place = z.strictObject({
  cell: z.number().int().min(0).max(LIMITS.cells),
  repetition: z.number().int().min(0).max(LIMITS.repetitions),
});
const name = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.nameLength)
  .regex(/^[^\p{C}]*$/u);

/** What each method takes: the door of every transport. A method that is missing here does not compile. */
export const API_ARGUMENTS = {
  about: z.tuple([]),
  listExperiments: z.tuple([]),
  getExperiment: z.tuple([id]),
  cellTable: z.tuple([id]),
  theory: z.tuple([id]),
  runsOfCell: z.tuple([id, place.shape.cell]),
  traces: z.tuple([id, place]),
  replayRun: z.tuple([id, place, z.number().int().min(2).max(MOST_SAMPLES)]),
  previewSpec: z.tuple([z.unknown()]),
  importTable: z.tuple([z.string().min(1).max(LIMITS.nameLength), z.string().max(LARGEST_TABLE_TEXT)]),
  startExperiment: z.tuple([z.unknown()]),
  pause: z.tuple([]),
  resume: z.tuple([]),
  cancel: z.tuple([id]),
  rename: z.tuple([id, name]),
  setNotes: z.tuple([id, z.string().max(LONGEST_NOTES)]),
  deleteExperiment: z.tuple([id]),
  restoreExperiment: z.tuple([id]),
  preferences: z.tuple([]),
  setPreferences: z.tuple([
    z.strictObject({
      theme: z.enum(THEMES).optional(),
      palette: z.enum(PALETTES).optional(),
      processes: z.number().int().min(1).max(MOST_PROCESSES).optional(),
    }),
  ]),
  subscribe: z.tuple([]),
} satisfies Record<keyof WorkbenchApi, z.ZodType>;
