import { z } from 'zod';
import { FIGURE_FORMATS } from '../drawing/sheet';
import { LIMITS } from '../experiment/limits';
import { POWERS } from '../figures/format-number';
import { PAPER_FIGURES } from '../figures/paper-figures';
import { DIGITS, THEMES } from './preferences';
import { PALETTES } from '../drawing/sheet';
import type { WorkbenchApi } from './api';
import { MOST_BUNDLED } from './bundle-manifest';
import { DATA_FORMATS, UPLOAD_PART } from './bundles';
import { bulkSchema, itemSchema, kindSchema, librarySchema, tagSchema } from './library-schemas';
import { BACKUP_SCHEDULES } from './care';
import { comparisonSchema } from './comparison-schemas';
import { experimentIdSchema, figureSchema, MOST_FIGURES, placeSchema, sheetSchema } from './sheet-schemas';
import { studyKeySchema, studySchema } from './study-schemas';

/** The largest table that a window may hand over as text, in characters. */
export const LARGEST_TABLE_TEXT = 64 * 1024 * 1024;
const LONGEST_NOTES = 100_000;
const MOST_SAMPLES = 2000;
export const MOST_PROCESSES = 256;

/** Of pictures made of dots. */
export const LEAST_DPI = 36;
export const MOST_DPI = 2400;
/** The largest file whose recipe is looked for, in bytes. */
export const LARGEST_RECIPE_FILE = 64 * 1024 * 1024;

/** Scheduled backups that can be kept. */
export const MOST_BACKUPS = 1000;

const LONGEST_PATH = 4096;
const path = z
  .string()
  .min(1)
  .max(LONGEST_PATH)
  .regex(/^[^\u0000-\u001f]*$/);
const id = experimentIdSchema;
const place = placeSchema;
const paperFigure = z.enum(PAPER_FIGURES);
const name = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.nameLength)
  .regex(/^[^\p{C}]*$/u);

/** A plain name: no separators, no dot in front. */
const FOLDER_FILE = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,250}$/u;
const upload = z.string().regex(/^[0-9a-f-]{36}$/);
const folderFile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bundle'), experiments: z.array(id).min(1).max(MOST_BUNDLED) }),
  z.strictObject({ kind: z.enum(['runs', 'traces']), experiment: id, format: z.enum(DATA_FORMATS) }),
]);

/** What each method takes: the door of every transport. A method that is missing here does not compile. */
export const API_ARGUMENTS = {
  about: z.tuple([]),
  searchLibrary: z.tuple([librarySchema]),
  listTags: z.tuple([]),
  diskUse: z.tuple([]),
  getExperiment: z.tuple([id]),
  cellTable: z.tuple([id]),
  theory: z.tuple([id]),
  runsOfCell: z.tuple([id, place.shape.cell]),
  traces: z.tuple([id, place]),
  replayRun: z.tuple([id, place, z.number().int().min(2).max(MOST_SAMPLES)]),
  figures: z.tuple([z.array(figureSchema).max(MOST_FIGURES)]),
  previewSheet: z.tuple([sheetSchema]),
  exportSheet: z.tuple([
    sheetSchema,
    z.strictObject({
      formats: z.array(z.enum(FIGURE_FORMATS)).min(1),
      name: name.nullable(),
      dpi: z.number().min(LEAST_DPI).max(MOST_DPI),
    }),
  ]),
  openRecipe: z.tuple([z.instanceof(Uint8Array).refine(({ length }) => length <= LARGEST_RECIPE_FILE)]),
  paperFigures: z.tuple([]),
  paperVerdicts: z.tuple([paperFigure]),
  reproduce: z.tuple([z.array(paperFigure).max(PAPER_FIGURES.length)]),
  compare: z.tuple([comparisonSchema]),
  comparisonReport: z.tuple([comparisonSchema, z.enum(['html', 'markdown'])]),
  reproductionReport: z.tuple([z.enum(['html', 'markdown'])]),
  study: z.tuple([studyKeySchema, studySchema]),
  studyProgress: z.tuple([studyKeySchema]),
  cancelStudy: z.tuple([studyKeySchema]),
  saveToFolder: z.tuple([folderFile]),
  fetchFromFolder: z.tuple([z.string().regex(FOLDER_FILE)]),
  receiveBundle: z.tuple([
    upload,
    z.number().int().min(0),
    z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= UPLOAD_PART),
  ]),
  lookIntoBundle: z.tuple([upload]),
  importBundle: z.tuple([upload]),
  dropBundle: z.tuple([upload]),
  deedProgress: z.tuple([]),
  cancelDeed: z.tuple([]),
  previewSpec: z.tuple([z.unknown()]),
  importTable: z.tuple([z.string().min(1).max(LIMITS.nameLength), z.string().max(LARGEST_TABLE_TEXT)]),
  startExperiment: z.tuple([z.unknown(), id.optional()]),
  pause: z.tuple([]),
  resume: z.tuple([]),
  cancel: z.tuple([id]),
  provenance: z.tuple([id]),
  verify: z.tuple([id, z.number().positive().max(1)]),
  cancelVerification: z.tuple([id]),
  rename: z.tuple([id, name]),
  setNotes: z.tuple([id, z.string().max(LONGEST_NOTES)]),
  setStarred: z.tuple([bulkSchema, z.boolean()]),
  setArchived: z.tuple([bulkSchema, z.boolean()]),
  tagExperiments: z.tuple([bulkSchema, tagSchema]),
  untagExperiments: z.tuple([bulkSchema, tagSchema]),
  deleteExperiments: z.tuple([bulkSchema]),
  restoreExperiments: z.tuple([bulkSchema]),
  purgeExperiments: z.tuple([bulkSchema]),
  keptItems: z.tuple([kindSchema]),
  keepItem: z.tuple([kindSchema, itemSchema.shape.name, itemSchema.shape.content]),
  forgetItem: z.tuple([kindSchema, itemSchema.shape.name]),
  archiveCare: z.tuple([]),
  backUp: z.tuple([]),
  checkArchive: z.tuple([z.boolean()]),
  compactArchive: z.tuple([]),
  restoreBackup: z.tuple([path]),
  moveDataFolder: z.tuple([path]),
  cancelMaintenance: z.tuple([]),
  chooseFolder: z.tuple([z.string().max(LIMITS.nameLength)]),
  openWindow: z.tuple([]),
  preferences: z.tuple([]),
  setPreferences: z.tuple([
    z.strictObject({
      theme: z.enum(THEMES).optional(),
      palette: z.enum(PALETTES).optional(),
      processes: z.number().int().min(1).max(MOST_PROCESSES).optional(),
      digits: z.literal(DIGITS).optional(),
      powers: z.enum(POWERS).optional(),
      backupSchedule: z.enum(BACKUP_SCHEDULES).optional(),
      backupKeep: z.number().int().min(1).max(MOST_BACKUPS).optional(),
      backupFolder: path.nullable().optional(),
    }),
  ]),
  subscribe: z.tuple([]),
} satisfies Record<keyof WorkbenchApi, z.ZodType>;
