import { z } from 'zod';
import { LIMITS } from '../experiment/limits';
import { FLOW_COORDINATE_CHOICES } from '../training/flow-course';
import { LARGEST_TOLERANCE, LEAST_TOLERANCE } from '../training/flow-error';
import { POPULATIONS } from '../figures/verdicts/looseness';
import { DYNAMICS_KINDS } from '../training/trajectory';
import {
  INPUT_KINDS,
  MULTIVARIATE_FIELDS,
  START_KINDS,
} from '../network/multivariate/multivariate-experiment';
import { PRODUCT_FIELDS } from '../theory/residual/product-fields';
import { fieldsSchema } from './fields-schema';
import { experimentIdSchema, placeSchema } from './sheet-schemas';
import type { StudyRequest } from './studies';

/** What may be asked of studies, at the door of every transport. */

const LONGEST_KEY = 64;
/** Of a spectrum's course. */
const MOST_SAMPLES = 2000;
const MOST_EIGENVALUES = 32;
/** Of a run's course: a chart of more shows no more. */
const MOST_MOMENTS = 2000;

/** Of a walk among minimisers. */
const MOST_WALK_STEPS = 1_000_000;
/** C of W_C: beyond, squares of weights leave the range in which sharpness is meaningful. */
const LEAST_RESCALING = 1e-6;

/** A name that the asking window gives a study, to ask for its progress and to cancel it. */
export const studyKeySchema = z.string().min(1).max(LONGEST_KEY);

const dynamics = z.enum(DYNAMICS_KINDS);
/** Of an integrator. */
const tolerance = z.number().min(LEAST_TOLERANCE).max(LARGEST_TOLERANCE);
const repetitions = z.number().int().min(0).max(LIMITS.repetitions);

const minimiser = {
  of: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('experiment'), experiment: experimentIdSchema }),
    z.strictObject({ kind: z.literal('spec'), spec: z.unknown() }),
  ]),
  depth: z.number().int().min(1).max(LIMITS.depth),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('balanced') }),
    z.strictObject({ kind: z.literal('random'), seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    z.strictObject({ kind: z.literal('run'), place: placeSchema }),
  ]),
};

export const studySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('spectrum'),
    experiment: experimentIdSchema,
    place: placeSchema,
    after: z.number().int().min(0).max(LIMITS.steps).nullable(),
  }),
  z.strictObject({
    kind: z.literal('spectrumCourse'),
    experiment: experimentIdSchema,
    place: placeSchema,
    samples: z.number().int().min(2).max(MOST_SAMPLES),
    largest: z.number().int().min(1).max(MOST_EIGENVALUES),
  }),
  z.strictObject({
    kind: z.literal('verdicts'),
    experiment: experimentIdSchema,
    dynamics,
    repetitions,
  }),
  z.strictObject({
    kind: z.literal('cellVerdicts'),
    experiment: experimentIdSchema,
    dynamics,
    cell: placeSchema.shape.cell,
    repetitions,
    statement: z.string().min(1).max(LONGEST_KEY),
  }),
  z.strictObject({
    kind: z.literal('criticalRate'),
    experiment: experimentIdSchema,
    scales: z.array(z.number()).max(LIMITS.gridLength).nullable(),
    depths: z.array(z.number()).max(LIMITS.gridLength).nullable(),
    repetitions: z.number().int().min(1).max(LIMITS.repetitions).nullable(),
    steps: z.array(z.number().int().min(1).max(LIMITS.steps)).max(LIMITS.gridLength).nullable(),
    excessRisk: z.number().positive(),
  }),
  z.strictObject({
    kind: z.literal('flow'),
    experiment: experimentIdSchema,
    place: placeSchema,
    coordinate: z.enum(FLOW_COORDINATE_CHOICES),
    relativeTolerance: tolerance,
    absoluteTolerance: tolerance,
    excessRisk: z.number().min(0),
    gradientNorm: z.number().min(0),
    moments: z.number().int().min(2).max(MOST_MOMENTS),
    compare: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('minimisers'), ...minimiser }),
  z.strictObject({
    kind: z.literal('minimiserWalk'),
    ...minimiser,
    factor: z
      .number()
      .min(LEAST_RESCALING)
      .max(1 / LEAST_RESCALING),
    steps: z.number().int().min(1).max(MOST_WALK_STEPS),
  }),
  z.strictObject({ kind: z.literal('advice'), spec: z.unknown(), processes: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('resultsDigest'), experiment: experimentIdSchema }),
  z.strictObject({ kind: z.literal('ledger'), dynamics, population: z.enum(POPULATIONS) }),
  z.strictObject({ kind: z.literal('residualProducts'), ...fieldsSchema(PRODUCT_FIELDS) }),
  z.strictObject({
    kind: z.literal('multivariate'),
    inputKind: z.enum(INPUT_KINDS),
    start: z.enum(START_KINDS),
    ...fieldsSchema(MULTIVARIATE_FIELDS),
  }),
  z.strictObject({
    kind: z.literal('runTheory'),
    experiment: experimentIdSchema,
    place: placeSchema,
    dynamics,
    moments: z.number().int().min(2).max(MOST_MOMENTS),
    compare: z.boolean(),
  }),
]) satisfies z.ZodType<StudyRequest>;
