import { activationOf } from '../experiment/linearity';
import type { DataSpec, ExperimentSpec, NetworkSpec } from '../experiment/spec';
import {
  plain,
  plainOrSequence,
  sequence,
  set,
  type FieldValue,
  type Plain,
  type SpecField,
} from './spec-values';

/** A field of data of one kind. */
function ofData<K extends DataSpec['kind']>(
  kind: K,
  read: (data: Extract<DataSpec, { kind: K }>) => FieldValue | null,
): SpecField['read'] {
  return ({ data }) => (data.kind === kind ? read(data as Extract<DataSpec, { kind: K }>) : null);
}

function ofNetwork<K extends NetworkSpec['kind']>(
  kind: K,
  read: (network: Extract<NetworkSpec, { kind: K }>) => FieldValue,
): SpecField['read'] {
  return ({ network }) => (network.kind === kind ? read(network as Extract<NetworkSpec, { kind: K }>) : null);
}

function ofSchedule(value: 'steps' | 'repetitions'): SpecField['read'] {
  return ({ grid }) => ({
    kind: 'atRate',
    values: grid.training
      .map((schedule) => [schedule.learningRate, schedule[value]] as const)
      .sort(([a], [b]) => a - b),
  });
}

/** In the order of a spec. Names and the paths of imported files are not among them: they change no result. */
export const SPEC_COMPARISON_FIELDS: readonly SpecField[] = [
  { path: 'version', title: 'Version of the spec', read: ({ version }) => plain(version) },
  { path: 'seed', title: 'Seed', read: ({ seed }) => plain(seed) },
  { path: 'randomness.scheme', title: 'Scheme of the draws', read: (spec) => plain(spec.randomness.scheme) },
  {
    path: 'randomness.draws',
    title: 'Draws of cells',
    read: ({ randomness }) => (randomness.scheme === 'content' ? plain(randomness.draws) : null),
  },
  {
    path: 'randomness.sweep',
    title: 'Sweep of the authors',
    read: ({ randomness }) => (randomness.scheme === 'authors' ? plain(randomness.sweep) : null),
  },
  { path: 'data.kind', title: 'Kind of data', read: ({ data }) => plain(data.kind) },
  {
    path: 'data.samples',
    title: 'Training samples n',
    read: ofData('synthetic', ({ samples }) => plain(samples)),
  },
  {
    path: 'data.features',
    title: 'Features d',
    read: ofData('synthetic', ({ features }) => plain(features)),
  },
  {
    path: 'data.spectrum.kind',
    title: 'Spectrum of the covariance',
    read: ofData('synthetic', ({ spectrum }) => plain(spectrum.kind)),
  },
  {
    path: 'data.spectrum.value',
    title: 'Condition number of the covariance',
    read: ofData('synthetic', ({ spectrum }) =>
      spectrum.kind === 'conditionNumber' ? plain(spectrum.value) : null,
    ),
  },
  {
    path: 'data.spectrum.values',
    title: 'Eigenvalues of the covariance',
    read: ofData('synthetic', ({ spectrum }) =>
      spectrum.kind === 'eigenvalues' ? sequence(spectrum.values) : null,
    ),
  },
  {
    path: 'data.covariance',
    title: 'Whose covariance has this spectrum',
    read: ofData('synthetic', ({ covariance }) => plain(covariance)),
  },
  {
    path: 'data.noise',
    title: 'Noise of the targets (standard deviation)',
    read: ofData('synthetic', ({ noise }) => plain(noise)),
  },
  {
    path: 'data.normalise',
    title: 'Targets divided by ‖w⋆‖',
    read: ofData('synthetic', ({ normalise }) => plain(normalise)),
  },
  {
    path: 'data.testSamples',
    title: 'Test samples',
    read: ofData('synthetic', ({ testSamples }) => plain(testSamples)),
  },
  {
    path: 'data.dataSet',
    title: 'Data set of the authors',
    read: ofData('authors', ({ dataSet }) => plain(dataSet)),
  },
  {
    path: 'data.sha256',
    title: 'Content of the imported file (SHA-256)',
    read: ofData('imported', ({ sha256 }) => plain(sha256 ?? 'not given')),
  },
  {
    path: 'data.target',
    title: 'Column of the targets',
    read: ofData('imported', ({ target }) => plain(target)),
  },
  {
    path: 'data.standardise',
    title: 'Columns standardised',
    read: ofData('imported', ({ standardise }) => plain(standardise)),
  },
  { path: 'network.kind', title: 'Kind of network', read: ({ network }) => plain(network.kind) },
  {
    path: 'network.hiddenWidths',
    title: 'Hidden widths',
    read: ofNetwork('fullyConnected', ({ hiddenWidths }) => plainOrSequence(hiddenWidths ?? 'as the inputs')),
  },
  { path: 'network.activation', title: 'Activation', read: (spec) => plain(activationOf(spec)) },
  {
    path: 'network.projection',
    title: 'Projection p',
    read: ofNetwork('residual', ({ projection }) => plainOrSequence(projection)),
  },
  { path: 'dynamics', title: 'Dynamics', read: ({ dynamics }) => plain(dynamics) },
  {
    path: 'initialisation.family',
    title: 'Initialisation',
    read: ({ initialisation }) => plain(initialisation.family),
  },
  { path: 'grid.depths', title: 'Depths L', read: ({ grid }) => set(grid.depths) },
  { path: 'grid.scales', title: 'Initialisation scales', read: ({ grid }) => set(grid.scales) },
  {
    path: 'grid.training[].learningRate',
    title: 'Learning rates η',
    read: ({ grid }) => set(grid.training.map(({ learningRate }) => learningRate)),
  },
  { path: 'grid.training[].steps', title: 'Steps of a run', read: ofSchedule('steps') },
  { path: 'grid.training[].repetitions', title: 'Runs of a cell', read: ofSchedule('repetitions') },
  {
    path: 'trace',
    title: 'Courses of runs',
    read: ({ trace }) => plain(trace === null ? 'not recorded' : 'recorded'),
  },
  {
    path: 'trace.every',
    title: 'Updates between two samples of a course',
    read: ({ trace }) => trace && plain(trace.every),
  },
  {
    path: 'trace.quantities',
    title: 'Recorded quantities',
    read: ({ trace }) => trace && set(trace.quantities),
  },
];

/** A field a parameter that one of the specs sets; null in a spec of another family. */
export function parameterFields(specs: readonly ExperimentSpec[]): SpecField[] {
  const names = new Set(specs.flatMap(({ initialisation }) => Object.keys(initialisation.parameters)));
  const families = new Set(specs.map(({ initialisation }) => initialisation.family));
  // Parameters of another family are part of what that family is.
  if (families.size > 1) return [];
  return [...names].sort().map((name) => ({
    path: `initialisation.parameters.${name}`,
    title: `Parameter ${name} of the initialisation`,
    read: ({ initialisation }) => plain((initialisation.parameters[name] ?? 'default') satisfies Plain),
  }));
}
