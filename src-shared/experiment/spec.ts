import { z } from 'zod';
import { ACTIVATIONS } from '../network/activation';
import {
  AUTHORS_DATA_SETS,
  AUTHORS_SWEEPS,
  type AuthorsData,
  type AuthorsSweepName,
} from '../network/draws/authors';
import type { ImportedData } from '../network/data/imported';
import type { SyntheticData } from '../network/data/synthetic';
import { TRACE_QUANTITIES } from '../training/run-result';
import { LIMITS } from './limits';

// A strict content security policy forbids the code that zod would otherwise generate.
z.config({ jitless: true });

/**
 * What a researcher asks for: data, network, initialisation, grid. Plain JSON. The shape and the ranges of single
 * fields are checked here; what depends on several fields or on the catalogue, in validate.ts.
 */

/** A finite number; -0 becomes 0, as in JSON text. */
const finite = z.number().transform((value) => value + 0);
const integer = (min: number, max: number): z.ZodNumber => z.number().int().min(min).max(max);
const positive = z.number().positive();

const spectrum = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('isotropic') }),
  z.strictObject({
    kind: z.literal('conditionNumber'),
    value: z.number().min(1).max(LIMITS.conditionNumber),
  }),
  z.strictObject({
    kind: z.literal('eigenvalues'),
    values: z.array(z.number().min(0).max(LIMITS.eigenvalue)).min(1).max(LIMITS.width),
  }),
]);

const synthetic = z.strictObject({
  kind: z.literal('synthetic'),
  samples: integer(1, LIMITS.samples),
  features: integer(1, LIMITS.width),
  spectrum: spectrum.default({ kind: 'isotropic' }),
  covariance: z.enum(['population', 'empirical']).default('population'),
  noise: z.number().min(0).max(LIMITS.noise).default(1),
  normalise: z.boolean().default(true),
  testSamples: integer(0, LIMITS.samples).default(0),
}) satisfies z.ZodType<SyntheticData>;

const authorsData = z.strictObject({
  kind: z.literal('authors'),
  dataSet: z.enum(AUTHORS_DATA_SETS),
}) satisfies z.ZodType<AuthorsData>;

const imported = z.strictObject({
  kind: z.literal('imported'),
  file: z.string().min(1),
  target: z.string().min(1),
  standardise: z.boolean().default(true),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')
    .optional(),
}) satisfies z.ZodType<ImportedData>;

const fullyConnected = z
  .strictObject({
    kind: z.literal('fullyConnected'),
    /** Width of the hidden layers: that of the input (null), one number, or one number a hidden layer. */
    hiddenWidths: z
      .union([z.null(), integer(1, LIMITS.width), z.array(integer(1, LIMITS.width)).max(LIMITS.depth - 1)])
      .default(null),
    activation: z.enum(ACTIVATIONS).default('identity'),
  })
  // Only what is not linear says so: specs from before there were activations keep their ids.
  .transform(({ activation, ...rest }) => (activation === 'identity' ? rest : { ...rest, activation }));

const residual = z
  .strictObject({
    kind: z.literal('residual'),
    /** p: a random unit vector, or given. */
    projection: z
      .union([
        z.literal('random'),
        z.array(z.number().min(-LIMITS.projection).max(LIMITS.projection)).min(1).max(LIMITS.width),
      ])
      .default('random'),
    activation: z
      .enum(ACTIVATIONS)
      .default('identity')
      .refine(
        (activation) => activation === 'identity',
        'must be "identity" here: GELU stands in networks of the kind "fullyConnected" only',
      ),
  })
  .transform(({ activation, ...rest }) => rest);

const network = z.discriminatedUnion('kind', [fullyConnected, residual]);

const randomness = z.discriminatedUnion('scheme', [
  z.strictObject({
    scheme: z.literal('content'),
    draws: z.enum(['shared', 'independent']).default('shared'),
  }),
  z.strictObject({
    scheme: z.literal('authors'),
    sweep: z.enum(Object.keys(AUTHORS_SWEEPS) as [AuthorsSweepName, ...AuthorsSweepName[]]),
  }),
]);

const schedule = z.strictObject({
  learningRate: positive.max(LIMITS.learningRate),
  steps: integer(1, LIMITS.steps),
  repetitions: integer(1, LIMITS.repetitions),
});

const trace = z.strictObject({
  /** Updates between two samples. */
  every: integer(1, LIMITS.steps),
  quantities: z.array(z.enum(TRACE_QUANTITIES)).min(1),
});

export const SPEC_VERSION = 1;

export const experimentSpecSchema = z.strictObject({
  version: z.literal(SPEC_VERSION),
  name: z
    .string()
    .min(1)
    .max(LIMITS.nameLength)
    .regex(/^[^\p{C}]*$/u, 'must not hold control characters'),
  seed: integer(0, Number.MAX_SAFE_INTEGER).default(0),
  randomness: randomness.default({ scheme: 'content', draws: 'shared' }),
  data: z.discriminatedUnion('kind', [synthetic, authorsData, imported]),
  network,
  dynamics: z.literal('gradientDescent').default('gradientDescent'),
  initialisation: z.strictObject({
    family: z.string(),
    parameters: z.record(z.string(), finite).default({}),
  }),
  grid: z.strictObject({
    depths: z.array(integer(1, LIMITS.depth)).min(1).max(LIMITS.gridLength),
    scales: z.array(finite).min(1).max(LIMITS.gridLength),
    training: z.array(schedule).min(1).max(LIMITS.gridLength),
  }),
  trace: z.union([z.null(), trace]).default(null),
});

export type ExperimentSpec = z.output<typeof experimentSpecSchema>;
export type DataSpec = ExperimentSpec['data'];
export type NetworkSpec = ExperimentSpec['network'];
