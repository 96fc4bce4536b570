import type { z } from 'zod';
import type { Problem } from '../contract/errors';
import { authorsSweep, authorsDataSize, type AuthorsSweep } from '../network/draws/authors';
import { LARGEST_JAX_SEED } from '../numerics/random/jax';
import type { TableSize } from '../network/data/data-set';
import type { Initialisation, ParameterDescription } from '../network/initialisations/initialisation';
import { networkShape } from '../network/shape';
import { norm } from '../numerics/dense';
import { describeIssue, shown } from './issues';
import { LIMITS } from './limits';
import { activationOf, isLinear } from './linearity';
import { layerWidths, plan } from './plan';
import { matchOf } from './match';
import { experimentSpecSchema, type ExperimentSpec } from './spec';

export type Validation =
  | { readonly ok: true; readonly spec: ExperimentSpec }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Initialisations = readonly Initialisation[];

/** Collects problems by path. */
type Report = (path: string, message: string) => void;

/** Parses and checks a spec. Problems that depend on an imported file's size wait for `checkSize`. */
export function validate(input: unknown, initialisations: Initialisations): Validation {
  const parsed = experimentSpecSchema.safeParse(input);
  if (!parsed.success) {
    return {
      ok: false,
      problems: lastByPath(
        parsed.error.issues.flatMap((issue: z.core.$ZodIssue) => describeIssue(issue, input)),
      ),
    };
  }
  const spec = withAuthorsNumbers(parsed.data);
  const problems: Problem[] = [];
  const report: Report = (path, message) => problems.push({ path, message: `${path} ${message}` });
  checkData(spec, report);
  checkGrid(spec, report);
  checkInitialisation(spec, initialisations, report);
  if (spec.randomness.scheme === 'authors') checkAuthors(spec, authorsSweep(spec.randomness.sweep), report);
  const size = knownSize(spec);
  if (problems.length === 0 && size !== null) problems.push(...checkSize(spec, size, initialisations));
  return problems.length === 0 ? { ok: true, spec } : { ok: false, problems };
}

/** One problem a field: the schema's general bound of integers comes before the field's own. */
function lastByPath(problems: readonly Problem[]): Problem[] {
  const last = new Map(problems.map((problem) => [problem.path, problem]));
  const unknownFields = problems.filter(({ message }) => message.includes('unknown field'));
  return [...new Set([...unknownFields, ...last.values()])];
}

/** The size of the training table, where the spec alone tells it. */
export function knownSize({ data }: ExperimentSpec): TableSize | null {
  switch (data.kind) {
    case 'synthetic':
      return data;
    case 'authors':
      return authorsDataSize(data.dataSet);
    case 'imported':
      return null;
  }
}

/** Checks what depends on the size of the data: shapes, memory, the projection. */
export function checkSize(
  spec: ExperimentSpec,
  { samples, features }: TableSize,
  initialisations: Initialisations,
): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, message) => problems.push({ path, message: `${path} ${message}` });
  const family = initialisations.find(({ id }) => id === spec.initialisation.family);
  const activation = activationOf(spec);
  for (const depth of spec.grid.depths) {
    const widths = layerWidths(spec.network, features, depth);
    const { parameterCount } = networkShape(widths);
    if (parameterCount > LIMITS.parameters) {
      report(
        'grid.depths',
        `has ${depth}: with ${features} features that makes ${parameterCount} parameters; at most ${LIMITS.parameters} are allowed`,
      );
    }
    const activations = samples * widths.reduce((sum, width) => sum + width, 0);
    if (activation === 'gelu' && activations > LIMITS.activations) {
      report(
        'grid.depths',
        `has ${depth}: ${samples} samples through layers of ${widths.join(', ')} units make ${activations} activations; at most ${LIMITS.activations} are allowed with GELU`,
      );
    }
    const refusal = family?.refuses({ widths, activation });
    if (refusal)
      report(
        'initialisation.family',
        `is "${spec.initialisation.family}", which cannot start this network: ${refusal}`,
      );
  }
  if (spec.network.kind === 'residual' && Array.isArray(spec.network.projection)) {
    const { projection } = spec.network;
    if (projection.length !== features) {
      report('network.projection', `has ${projection.length} entries; it needs one a feature, ${features}`);
    } else if (!(norm(Float64Array.from(projection)) >= 1 / LIMITS.projection)) {
      report(
        'network.projection',
        `is (all but) the zero vector; its norm must be at least ${1 / LIMITS.projection}`,
      );
    }
  }
  return problems;
}

function checkData(spec: ExperimentSpec, report: Report): void {
  const { data } = spec;
  const authors = data.kind === 'authors' || spec.randomness.scheme === 'authors';
  if (authors && spec.seed > LARGEST_JAX_SEED) {
    report('seed', `is ${spec.seed}; the authors' generator takes 0 to ${LARGEST_JAX_SEED}`);
  }
  if (data.kind !== 'synthetic') return;
  const cells = data.samples * data.features;
  if (cells > LIMITS.tableCells) {
    report('data.samples', `times data.features is ${cells}; at most ${LIMITS.tableCells} are allowed`);
  }
  if (data.covariance === 'empirical' && data.samples < data.features) {
    report(
      'data.covariance',
      `is "empirical", which needs data.samples (${data.samples}) to be at least data.features (${data.features})`,
    );
  }
  if (data.spectrum.kind === 'eigenvalues') {
    const { values } = data.spectrum;
    if (values.length !== data.features) {
      report(
        'data.spectrum.values',
        `has ${values.length} entries; it needs one a feature, ${data.features}`,
      );
    } else if (values.every((value) => value === 0)) {
      report('data.spectrum.values', 'are all 0; at least one must be positive');
    }
  }
}

function checkGrid(spec: ExperimentSpec, report: Report): void {
  const { depths, scales, training } = spec.grid;
  reportRepeated(depths, 'grid.depths', report);
  reportRepeated(scales, 'grid.scales', report);
  reportRepeated(
    training.map(({ learningRate }) => learningRate),
    'grid.training',
    report,
  );
  if (spec.network.kind === 'fullyConnected' && Array.isArray(spec.network.hiddenWidths)) {
    const implied = spec.network.hiddenWidths.length + 1;
    const other = depths.find((depth) => depth !== implied);
    if (other !== undefined) {
      report(
        'grid.depths',
        `has ${other}, but network.hiddenWidths lists ${implied - 1} hidden layers: the only depth is ${implied}`,
      );
    }
  }
  const cellCount = depths.length * scales.length * training.length;
  if (cellCount > LIMITS.cells) {
    report('grid', `has ${cellCount} cells; at most ${LIMITS.cells} are allowed`);
    return;
  }
  const { runCount, cells } = plan(spec);
  if (runCount > LIMITS.runs) report('grid', `asks for ${runCount} runs; at most ${LIMITS.runs} are allowed`);
  if (spec.trace !== null) {
    const { every, quantities } = spec.trace;
    reportRepeated(quantities, 'trace.quantities', report);
    if (!isLinear(spec) && quantities.includes('squaredDistance')) {
      report(
        'trace.quantities',
        'has "squaredDistance", which only linear networks have: with GELU there is no w_prod',
      );
    }
    const perCell = cells.map(({ steps, repetitions }) => repetitions * (Math.floor(steps / every) + 1));
    const values = quantities.length * perCell.reduce((sum, count) => sum + count, 0);
    if (values > LIMITS.traceValues) {
      report(
        'trace',
        `asks for ${values} recorded numbers; at most ${LIMITS.traceValues} are allowed: raise trace.every`,
      );
    }
  }
}

function reportRepeated(values: readonly (number | string)[], path: string, report: Report): void {
  const repeated = values.find((value, i) => values.indexOf(value) !== i);
  if (repeated !== undefined) report(path, `has ${shown(repeated)} twice; every value may stand there once`);
}

function checkInitialisation(spec: ExperimentSpec, initialisations: Initialisations, report: Report): void {
  const { family: id, parameters } = spec.initialisation;
  const family = initialisations.find((candidate) => candidate.id === id);
  if (family === undefined) {
    const known = initialisations.map((candidate) => `"${candidate.id}"`).join(', ');
    report('initialisation.family', `is ${shown(id)}; it must be one of ${known}`);
    return;
  }
  for (const [name, value] of Object.entries(parameters)) {
    const description = family.parameters[name];
    if (description === undefined)
      report(`initialisation.parameters.${name}`, `is not a parameter of "${id}"`);
    else checkRange(value, description, `initialisation.parameters.${name}`, report);
  }
  spec.grid.scales.forEach((scale, i) => {
    const path = `grid.scales[${i}]`;
    if (family.scale !== null) checkRange(scale, family.scale, path, report);
    else if (scale !== 0)
      report(path, `is ${scale}; the initialisation "${id}" has no scale, so the only scale is 0`);
  });
  if (!family.random) {
    spec.grid.training.forEach(({ repetitions }, i) => {
      if (repetitions > 1) {
        report(
          `grid.training[${i}].repetitions`,
          `is ${repetitions}; the initialisation "${id}" is not random, so 1 is all there is`,
        );
      }
    });
  }
  const zeroLayer =
    family.parameters['zeroLayer'] && (parameters['zeroLayer'] ?? family.parameters['zeroLayer'].default);
  const shallow = spec.grid.depths.find((depth) => zeroLayer !== undefined && depth < zeroLayer);
  if (shallow !== undefined) {
    report(
      'initialisation.parameters.zeroLayer',
      `is ${zeroLayer!}, but grid.depths has ${shallow}: there is no such layer`,
    );
  }
}

function checkRange(value: number, range: ParameterDescription, path: string, report: Report): void {
  const low = range.open ? value <= range.min : value < range.min;
  if (!low && value <= range.max && (!range.integer || Number.isInteger(value))) return;
  const from = range.open ? `more than ${range.min}` : `at least ${range.min}`;
  report(
    path,
    `is ${value}; ${range.symbol} (${range.meaning}) must be ${range.integer ? 'an integer, ' : ''}${from} and at most ${range.max}`,
  );
}

/** Under the authors' scheme rates and scales stand for those of their sweep: the exact float32 numbers are used. */
function withAuthorsNumbers(spec: ExperimentSpec): ExperimentSpec {
  if (spec.randomness.scheme !== 'authors') return spec;
  const sweep = authorsSweep(spec.randomness.sweep);
  const rates = sweep.training.map(({ learningRate }) => learningRate);
  return {
    ...spec,
    grid: {
      ...spec.grid,
      scales: spec.grid.scales.map((scale) => matchOf(scale, sweep.scales) ?? scale),
      training: spec.grid.training.map((schedule) => ({
        ...schedule,
        learningRate: matchOf(schedule.learningRate, rates) ?? schedule.learningRate,
      })),
    },
  };
}

/** The authors' draws exist for their own experiments and selections of them only. */
function checkAuthors(spec: ExperimentSpec, sweep: AuthorsSweep, report: Report): void {
  const name = spec.randomness.scheme === 'authors' ? spec.randomness.sweep : '';
  const because = `under the authors' scheme, sweep "${name}"`;
  if (spec.data.kind !== 'authors' || spec.data.dataSet !== sweep.dataSet) {
    report('data', `must be {"kind":"authors","dataSet":"${sweep.dataSet}"} ${because}`);
  }
  if (spec.network.kind !== sweep.network)
    report('network.kind', `is "${spec.network.kind}"; it must be "${sweep.network}" ${because}`);
  if (activationOf(spec) !== sweep.activation) {
    report('network.activation', `must be "${sweep.activation}" ${because}`);
  }
  if (spec.network.kind === 'fullyConnected' && spec.network.hiddenWidths !== null) {
    report('network.hiddenWidths', `must be null ${because}`);
  }
  if (spec.network.kind === 'residual' && spec.network.projection !== 'random') {
    report('network.projection', `must be "random" ${because}`);
  }
  const family = sweep.network === 'residual' ? 'residual' : 'gaussian';
  if (spec.initialisation.family !== family) {
    report('initialisation.family', `is "${spec.initialisation.family}"; it must be "${family}" ${because}`);
  }
  spec.grid.depths.forEach((depth, i) => {
    if (!sweep.depths.includes(depth))
      report(`grid.depths[${i}]`, `is ${depth}; ${because} it is one of ${sweep.depths.join(', ')}`);
  });
  spec.grid.scales.forEach((scale, i) => {
    if (!sweep.scales.includes(scale))
      report(`grid.scales[${i}]`, `is ${scale}; ${because} it is one of ${sweep.scales.join(', ')}`);
  });
  spec.grid.training.forEach((schedule, i) => {
    const full = sweep.training.find(({ learningRate }) => learningRate === schedule.learningRate);
    const path = `grid.training[${i}]`;
    if (full === undefined) {
      const allowed = sweep.training.map(({ learningRate }) => learningRate).join(', ');
      report(`${path}.learningRate`, `is ${schedule.learningRate}; ${because} it is one of ${allowed}`);
      return;
    }
    for (const field of ['steps', 'repetitions'] as const) {
      if (schedule[field] > full[field]) {
        report(
          `${path}.${field}`,
          `is ${schedule[field]}; ${because} it is at most ${full[field]} at learning rate ${full.learningRate}`,
        );
      }
    }
  });
}
