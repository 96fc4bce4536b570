import { describe, expect, it } from 'vitest';
import { INITIALISATIONS, PRESETS } from '@shared/catalogue';
import { experimentId, specDigest } from '@shared/experiment/digest';
import { plan } from '@shared/experiment/plan';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { validate } from '@shared/experiment/validate';
import { smallSpec } from '../../builders/small-experiment';

type Json = Record<string, unknown>;

/** The small spec with one value replaced at a path. */
function changed(path: string, value: unknown, from: ExperimentSpec = smallSpec()): Json {
  const copy = structuredClone(from) as unknown as Json;
  const parts = path.split('.');
  const last = parts.pop()!;
  const parent = parts.reduce<Json>((object, part) => object[part] as Json, copy);
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}

function sentences(input: unknown): string {
  const result = validate(input, INITIALISATIONS);
  return result.ok ? '' : result.problems.map(({ message }) => message).join('\n');
}

const residual = smallSpec({
  network: { kind: 'residual' },
  initialisation: { family: 'residual' },
});
const authors = findPreset('figure-3')!.spec;

describe('a spec with one wrong field is refused with field, value and what is allowed', () => {
  it.each([
    ['version', 3, /version is 3; it must be 1/],
    ['version', undefined, /version is missing; it must be 1/],
    ['name', '', /name is ""; it must not be empty/],
    ['name', 'a\u0007b', /name is .*control characters/],
    ['name', 'x'.repeat(200), /at most 120 characters/],
    ['seed', -1, /seed is -1; it must be at least 0/],
    ['seed', 1.5, /seed is 1.5; it must be an integer/],
    ['seed', NaN, /seed is NaN; it must be a finite number/],
    ['data.samples', 0, /data\.samples is 0; it must be at least 1/],
    ['data.samples', 1e9, /data\.samples is 1000000000; it must be at most 100000/],
    ['data.features', 300, /data\.features is 300; it must be at most 256/],
    ['data.noise', -1, /data\.noise is -1; it must be at least 0/],
    ['data.noise', Infinity, /data\.noise is Infinity; it must be a finite number/],
    ['data.normalise', 'yes', /data\.normalise is "yes"; it must be true or false/],
    ['data.kind', 'found', /data\.kind is "found"; it must be one of "synthetic", "authors", "imported"/],
    [
      'data.spectrum',
      { kind: 'conditionNumber', value: 0.5 },
      /spectrum\.value is 0\.5; it must be at least 1/,
    ],
    [
      'data.spectrum',
      { kind: 'eigenvalues', values: [1] },
      /data\.spectrum\.values has 1 entries; it needs one a feature, 3/,
    ],
    ['data.spectrum', { kind: 'eigenvalues', values: [0, 0, 0] }, /are all 0/],
    ['network.kind', 'convolutional', /network\.kind is "convolutional"; it must be one of/],
    [
      'network.hiddenWidths',
      [3],
      /grid\.depths has 3, but network\.hiddenWidths lists 1 hidden layers: the only depth is 2/,
    ],
    ['network.hiddenWidths', 0, /network\.hiddenWidths.*at least 1/],
    [
      'initialisation.family',
      'xavier',
      /initialisation\.family is "xavier"; it must be one of "gaussian", "residual"/,
    ],
    ['initialisation.family', 'residual', /cannot start this network.*square/],
    [
      'initialisation.family',
      'identity',
      /grid\.scales\[0\] is 0\.3; the initialisation "identity" has no scale/,
    ],
    ['initialisation.parameters', { gain: 2 }, /parameters\.gain is not a parameter of "gaussian"/],
    [
      'initialisation',
      { family: 'gaussianZeroLayer', parameters: { zeroLayer: 9 } },
      /zeroLayer is 9, but grid\.depths has 3/,
    ],
    [
      'initialisation',
      { family: 'gaussianZeroLayer', parameters: { zeroLayer: 1.5 } },
      /zeroLayer is 1\.5.*an integer/,
    ],
    ['grid.depths', [], /grid\.depths is \[\]; it must have at least 1 entry/],
    ['grid.depths', [0], /grid\.depths\[0\] is 0; it must be at least 1/],
    ['grid.depths', [300], /grid\.depths\[0\] is 300; it must be at most 256/],
    ['grid.depths', [2, 2], /grid\.depths has 2 twice/],
    ['grid.scales', [], /at least 1 entry/],
    ['grid.scales', [-0.1], /grid\.scales\[0\] is -0\.1; σ .* must be at least 0/],
    [
      'grid.scales',
      ['0,25'],
      /grid\.scales\[0\] is "0,25"; it must be a finite number, with a decimal point/,
    ],
    ['grid.scales', [null], /grid\.scales\[0\] is null; it must be a finite number/],
    ['grid.scales', Array.from({ length: 1001 }, (_, i) => i), /at most 1000 entries/],
    ['grid.training', [], /at least 1 entry/],
    ['grid.training.0.learningRate', 0, /learningRate is 0; it must be more than 0/],
    ['grid.training.0.learningRate', -0.1, /learningRate is -0\.1; it must be more than 0/],
    ['grid.training.1.steps', 0, /grid\.training\[1\]\.steps is 0; it must be at least 1/],
    ['grid.training.1.repetitions', 2.5, /repetitions is 2\.5; it must be an integer/],
    ['grid.training.1.learningRate', 0.01, /grid\.training has 0\.01 twice/],
    ['trace', { every: 0, quantities: ['excessRisk'] }, /trace\.every is 0; it must be at least 1/],
    [
      'trace',
      { every: 1, quantities: ['loss'] },
      /trace\.quantities\[0\] is "loss"; it must be one of "excessRisk"/,
    ],
    [
      'trace',
      { every: 1, quantities: ['excessRisk', 'excessRisk'] },
      /trace\.quantities has "excessRisk" twice/,
    ],
    ['colour', 'red', /the spec has an unknown field "colour"/],
    ['data.sampels', 3, /data has an unknown field "sampels"/],
    ['dynamics', 'adam', /dynamics is "adam"; it must be "gradientDescent"/],
  ])('%s = %j', (path, value, sentence) => {
    expect(sentences(changed(path, value))).toMatch(sentence);
  });

  it('counts runs, cells, parameters and recorded numbers', () => {
    const many = Array.from({ length: 1000 }, (_, i) => i + 1);
    expect(
      sentences(
        changed('grid.training.0.repetitions', 1e6, {
          ...smallSpec(),
          grid: { ...smallSpec().grid, scales: many },
        }),
      ),
    ).toMatch(/asks for \d+ runs; at most 10000000/);
    const grid = {
      depths: [2, 3],
      scales: many,
      training: many.map((n) => ({ learningRate: n / 1e4, steps: 1, repetitions: 1 })),
    };
    expect(sentences(changed('grid', grid))).toMatch(/grid has 2000000 cells; at most 100000/);
    const wide = smallSpec({
      data: { kind: 'synthetic', samples: 9, features: 256 },
      grid: { ...smallSpec().grid, depths: [70] },
    });
    expect(sentences(wide)).toMatch(/makes \d+ parameters; at most 4194304/);
    const traced = smallSpec({ trace: { every: 1, quantities: ['sharpness', 'excessRisk'] } });
    expect(sentences(changed('grid.training.0.steps', 1e8, traced)).replace(/\d{9,}/, 'N')).toMatch(
      /trace asks for N recorded numbers/,
    );
  });

  it('checks the projection, and repetitions that would all be the same', () => {
    expect(sentences(changed('network.projection', [1, 2], residual))).toMatch(
      /projection has 2 entries; it needs one a feature, 3/,
    );
    expect(sentences(changed('network.projection', [0, 0, 0], residual))).toMatch(/zero vector/);
    const fixed = changed('initialisation.family', 'identity', {
      ...residual,
      grid: { ...residual.grid, scales: [0] },
    });
    expect(sentences(fixed)).toMatch(/repetitions is 3; the initialisation "identity" is not random/);
  });

  it('holds the authors’ scheme to their own experiment', () => {
    expect(sentences(changed('grid.scales', [0.3], authors))).toMatch(
      /grid\.scales\[0\] is 0\.3; .*it is one of 0\.25/,
    );
    expect(sentences(changed('grid.training.0.learningRate', 0.3, authors))).toMatch(
      /it is one of 0\.005, 0\.02/,
    );
    expect(sentences(changed('grid.training.0.steps', 50000, authors))).toMatch(
      /it is at most 40000 at learning rate 0\.005/,
    );
    expect(sentences(changed('grid.depths', [4], authors))).toMatch(/it is one of 10/);
    expect(sentences(changed('data', smallSpec().data, authors))).toMatch(
      /data must be \{"kind":"authors","dataSet":"linear"\}/,
    );
    expect(sentences(changed('seed', 2 ** 32, authors))).toMatch(
      /seed is 4294967296; the authors' generator takes 0 to 4294967295/,
    );
    const short = validate(changed('grid.scales', [0.2888889], authors), INITIALISATIONS);
    expect(short.ok && short.spec.grid.scales).toEqual([authors.grid.scales[1]]);
  });

  it.each([[null], [3], ['x'], [[]], [{}]])('what is no spec at all: %j', (input) => {
    expect(sentences(input)).not.toBe('');
  });
});

describe('presets', () => {
  it('are valid as they stand and as JSON', () => {
    for (const { spec } of PRESETS) {
      const again = validate(JSON.parse(JSON.stringify(spec)), INITIALISATIONS);
      expect(again).toEqual({ ok: true, spec });
    }
  });

  it('have the paper’s counts', () => {
    const counts = Object.fromEntries(
      PRESETS.map(({ name, spec }) => [name, [plan(spec).cells.length, plan(spec).runCount]]),
    );
    expect(counts).toMatchObject({
      'figure-3': [50, 1600],
      'figure-2': [100, 5000],
      'figure-4': [50, 1000],
      'figure-6': [27, 1260],
      'figure-7': [24, 480],
      'figure-1-trajectories': [2, 2],
    });
    expect(findPreset('figure-1')).toBe(findPreset('figure-3'));
    expect(findPreset('figure-5')).toBe(findPreset('figure-4'));
  });
});

describe('the identity of an experiment', () => {
  it('is its content: not its name, the order of its keys or the path of its file', () => {
    const spec = smallSpec();
    const shuffled = Object.fromEntries(Object.entries(spec).reverse()) as unknown as ExperimentSpec;
    expect(specDigest({ ...shuffled, name: 'other' })).toBe(specDigest(spec));
    expect(experimentId({ ...spec, seed: 8 })).not.toBe(experimentId(spec));
    const imported = (file: string, sha256: string): ExperimentSpec =>
      smallSpec({ data: { kind: 'imported', file, target: 'y', sha256: sha256.repeat(64) } });
    expect(specDigest(imported('a.csv', '1'))).toBe(specDigest(imported('b.csv', '1')));
    expect(specDigest(imported('a.csv', '1'))).not.toBe(specDigest(imported('a.csv', '2')));
  });
});
