import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '@shared/catalogue';
import { parameterFields, SPEC_COMPARISON_FIELDS } from '@shared/compare/spec-comparison-fields';
import { specDifferences } from '@shared/compare/spec-differences';
import { experimentSpecSchema, type ExperimentSpec } from '@shared/experiment/spec';
import { smallSpec } from '../../builders/small-experiment';

type Json = Record<string, unknown>;

/** The spec with one value replaced at a path; a number in the path is a place in a list. */
function changed(spec: ExperimentSpec, path: string, value: unknown): ExperimentSpec {
  const copy = structuredClone(spec) as unknown as Json;
  const parts = path.split('.');
  const last = parts.pop()!;
  const parent = parts.reduce<Json>((object, part) => object[part] as Json, copy);
  parent[last] = value;
  return experimentSpecSchema.parse(copy);
}

const SHA = '0123456789abcdef'.repeat(4);
const conditioned = smallSpec({
  data: { kind: 'synthetic', samples: 20, features: 3, spectrum: { kind: 'conditionNumber', value: 4 } },
});
const listed = smallSpec({
  data: {
    kind: 'synthetic',
    samples: 20,
    features: 3,
    spectrum: { kind: 'eigenvalues', values: [1, 2, 3] },
  },
});
const imported = smallSpec({ data: { kind: 'imported', file: 'a.csv', target: 'y', sha256: SHA } });
const residual = smallSpec({ network: { kind: 'residual' }, initialisation: { family: 'residual' } });
const authors = PRESETS.find(({ name }) => name === 'figure-3')!.spec;
const traced = smallSpec({ trace: { every: 5, quantities: ['excessRisk'] } });
const parametrised = smallSpec({
  initialisation: { family: 'gaussianZeroLayer', parameters: { zeroLayer: 1 } },
});

/** A change of every field: where it is made, what becomes of it, and the path that tells of it. */
const CHANGES: readonly [spec: ExperimentSpec, at: string, value: unknown, path: string][] = [
  [smallSpec(), 'seed', 8, 'seed'],
  [smallSpec(), 'randomness', { scheme: 'authors', sweep: 'figure-3' }, 'randomness.scheme'],
  [smallSpec(), 'randomness.draws', 'independent', 'randomness.draws'],
  [authors, 'randomness.sweep', 'figure-7', 'randomness.sweep'],
  [smallSpec(), 'data', { kind: 'authors', dataSet: 'linear' }, 'data.kind'],
  [smallSpec(), 'data.samples', 21, 'data.samples'],
  [smallSpec(), 'data.features', 4, 'data.features'],
  [smallSpec(), 'data.spectrum', { kind: 'conditionNumber', value: 9 }, 'data.spectrum.kind'],
  [conditioned, 'data.spectrum.value', 9, 'data.spectrum.value'],
  [listed, 'data.spectrum.values', [1, 2, 4], 'data.spectrum.values'],
  [smallSpec(), 'data.covariance', 'empirical', 'data.covariance'],
  [smallSpec(), 'data.noise', 0, 'data.noise'],
  [smallSpec(), 'data.normalise', false, 'data.normalise'],
  [smallSpec(), 'data.testSamples', 10, 'data.testSamples'],
  [authors, 'data.dataSet', 'underdetermined', 'data.dataSet'],
  [imported, 'data.sha256', SHA.replace('0', 'f'), 'data.sha256'],
  [imported, 'data.target', 'z', 'data.target'],
  [imported, 'data.standardise', false, 'data.standardise'],
  [smallSpec(), 'network', { kind: 'residual' }, 'network.kind'],
  [smallSpec(), 'network.hiddenWidths', 4, 'network.hiddenWidths'],
  [smallSpec(), 'network.hiddenWidths', [4, 5], 'network.hiddenWidths'],
  [smallSpec(), 'network.activation', 'gelu', 'network.activation'],
  [residual, 'network.projection', [1, 0, 0], 'network.projection'],
  [smallSpec(), 'initialisation.family', 'identity', 'initialisation.family'],
  [parametrised, 'initialisation.parameters.zeroLayer', 2, 'initialisation.parameters.zeroLayer'],
  [parametrised, 'initialisation.parameters', {}, 'initialisation.parameters.zeroLayer'],
  [smallSpec(), 'grid.depths', [3, 4], 'grid.depths'],
  [smallSpec(), 'grid.scales', [0.3], 'grid.scales'],
  [smallSpec(), 'grid.scales', [1.5, 0.3], 'grid.scales'],
  [smallSpec(), 'grid.training.0.learningRate', 0.02, 'grid.training[].learningRate'],
  [smallSpec(), 'grid.training.0.steps', 100, 'grid.training[].steps'],
  [smallSpec(), 'grid.training.1.repetitions', 9, 'grid.training[].repetitions'],
  [smallSpec(), 'trace', { every: 5, quantities: ['excessRisk'] }, 'trace'],
  [traced, 'trace.every', 6, 'trace.every'],
  [traced, 'trace.quantities', ['excessRisk', 'sharpness'], 'trace.quantities'],
];

/** Fields of which there is one value only, so that no two specs can differ in them. */
const ONE_VALUED = ['version', 'dynamics'];

describe('differences of specs', () => {
  it.each(CHANGES)('%# is one difference', (spec, at, value, path) => {
    const other = changed(spec, at, value);
    for (const sides of [
      [spec, other],
      [other, spec],
      [spec, other, spec],
    ]) {
      const found = specDifferences(sides);
      expect(found.map((difference) => difference.path)).toEqual([path]);
      expect(found[0]!.values).toHaveLength(sides.length);
      expect(new Set(found[0]!.values.map(({ text }) => text)).size).toBe(2);
    }
  });

  it('tries every field that is compared', () => {
    const tried = new Set(CHANGES.map(([, , , path]) => path));
    const paths = SPEC_COMPARISON_FIELDS.map(({ path }) => path);
    expect(paths.filter((path) => !tried.has(path))).toEqual(ONE_VALUED);
  });

  it('compares every field that a spec can have, but names and file paths', () => {
    const specs = [
      conditioned,
      listed,
      imported,
      residual,
      authors,
      traced,
      parametrised,
      ...CHANGES.map(([spec, at, value]) => changed(spec, at, value)),
    ];
    const known = new Set(
      [...SPEC_COMPARISON_FIELDS, ...parameterFields([parametrised])].map(({ path }) => path),
    );
    const paths = new Set(specs.flatMap((spec) => [...leaves(spec, '')]));
    expect([...paths].filter((path) => !known.has(path)).sort()).toEqual(['data.file', 'name']);
  });

  it('finds nothing between a spec and itself under another name (property)', () => {
    const specs = PRESETS.map(({ spec }) => spec);
    fc.assert(
      fc.property(fc.constantFrom(...specs), fc.string({ minLength: 1, maxLength: 9 }), (spec, name) => {
        expect(specDifferences([spec, { ...spec, name }, structuredClone(spec)])).toEqual([]);
      }),
    );
    expect(specDifferences([imported, changed(imported, 'data.file', 'b.csv')])).toEqual([]);
  });

  it('finds two where two fields differ (property)', () => {
    const own = CHANGES.filter(([spec]) => JSON.stringify(spec) === JSON.stringify(smallSpec()));
    // What else is in the same part of the spec goes with its kind.
    const part = (path: string): string => path.split(/[.[]/)[0]!;
    const apart = own.flatMap((a) => own.flatMap((b) => (part(a[3]) < part(b[3]) ? [[a, b] as const] : [])));
    expect(apart.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(fc.constantFrom(...apart), ([[spec, at, value, path], [, at2, value2, path2]]) => {
        const found = specDifferences([spec, changed(changed(spec, at, value), at2, value2)]);
        expect(found.map((difference) => difference.path).sort()).toEqual([path, path2].sort());
      }),
    );
  });
});

describe('what is shown of a difference', () => {
  const rates = (...list: number[]): ExperimentSpec =>
    changed(
      smallSpec(),
      'grid.training',
      list.map((learningRate) => ({ learningRate, steps: 100, repetitions: 3 })),
    );

  it('says what a list has more and less', () => {
    const [difference] = specDifferences([rates(0.1, 0.2), rates(0.1, 0.2, 0.3), rates(0.1)]);
    expect(difference).toMatchObject({
      path: 'grid.training[].learningRate',
      values: [
        { text: '0.1, 0.2', added: ['0.2'], missing: ['0.3'] },
        { text: '0.1, 0.2, 0.3', added: ['0.2', '0.3'], missing: [] },
        { text: '0.1', added: [], missing: ['0.2', '0.3'] },
      ],
    });
  });

  it('shows long lists by their ends', () => {
    const [difference] = specDifferences([rates(1, 2, 3, 4, 5, 6, 7, 8), rates(1)]);
    expect(difference!.values[0]!.text).toBe('1 … 8 (8 values)');
  });

  it('says steps by the rates that have them', () => {
    const other = changed(smallSpec(), 'grid.training.1.steps', 200);
    const [difference] = specDifferences([smallSpec(), other]);
    expect(difference!.values.map(({ text }) => text)).toEqual(['200 (η = 0.01), 120 (η = 0.3)', '200']);
  });

  it('compares steps at the rates that specs share; where none is shared, all of them', () => {
    const apart = changed(rates(0.5), 'grid.training.0.steps', 7);
    expect(specDifferences([rates(0.1), rates(0.5)]).map(({ path }) => path)).toEqual([
      'grid.training[].learningRate',
    ]);
    expect(specDifferences([rates(0.1), apart]).map(({ path }) => path)).toEqual([
      'grid.training[].learningRate',
      'grid.training[].steps',
    ]);
  });
});

/** Paths of all values of a spec; lists of objects by what is in them. */
function* leaves(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value) && value.some((entry) => typeof entry === 'object')) {
    for (const entry of value) yield* leaves(entry, `${path}[]`);
  } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, entry] of Object.entries(value))
      yield* leaves(entry, path === '' ? key : `${path}.${key}`);
  } else {
    yield path;
  }
}
