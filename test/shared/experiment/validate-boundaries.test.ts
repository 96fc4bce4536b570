import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { LIMITS } from '@shared/experiment/limits';
import { narrow } from '@shared/experiment/narrow';
import { findPreset } from '@shared/experiment/presets';
import { validate, type Validation } from '@shared/experiment/validate';
import { smallSpec } from '../../builders/small-experiment';

const check = (change: Record<string, unknown>): Validation =>
  validate({ ...smallSpec(), ...change }, INITIALISATIONS);
const sentences = (change: Record<string, unknown>): string => {
  const result = check(change);
  return result.ok ? '' : result.problems.map(({ message }) => message).join('\n');
};
const schedule = (change: object): object => ({
  grid: { ...smallSpec().grid, training: [{ learningRate: 0.1, steps: 1, repetitions: 1, ...change }] },
});
const grid = (change: object): object => ({ grid: { ...smallSpec().grid, ...change } });
const data = (change: object): object => ({
  data: { kind: 'synthetic', samples: 20, features: 3, ...change },
});
const residual = (projection: number[]): object => ({
  network: { kind: 'residual', projection },
  initialisation: { family: 'residual' },
});

const once = (scales: number[]): object =>
  grid({ scales, training: [{ learningRate: 0.1, steps: 1, repetitions: 1 }] });

describe('the last value that is allowed, and the first that is not', () => {
  it.each<[string, object, object]>([
    ['name', { name: 'x'.repeat(LIMITS.nameLength) }, { name: 'x'.repeat(LIMITS.nameLength + 1) }],
    ['short name', { name: 'x' }, { name: '' }],
    ['seed', { seed: Number.MAX_SAFE_INTEGER }, { seed: Number.MAX_SAFE_INTEGER + 1 }],
    ['samples', data({ samples: LIMITS.samples }), data({ samples: LIMITS.samples + 1 })],
    ['features', data({ features: LIMITS.width }), data({ features: LIMITS.width + 1 })],
    ['one sample', data({ samples: 1 }), data({ samples: 0 })],
    [
      'table cells',
      data({ samples: LIMITS.samples, features: LIMITS.tableCells / LIMITS.samples }),
      data({ samples: LIMITS.samples, features: LIMITS.tableCells / LIMITS.samples + 1 }),
    ],
    ['noise', data({ noise: LIMITS.noise }), data({ noise: LIMITS.noise * 1.01 })],
    ['no noise', data({ noise: 0 }), data({ noise: -1e-9 })],
    ['test table', data({ testSamples: LIMITS.samples }), data({ testSamples: LIMITS.samples + 1 })],
    [
      'condition number',
      data({ spectrum: { kind: 'conditionNumber', value: LIMITS.conditionNumber } }),
      data({ spectrum: { kind: 'conditionNumber', value: LIMITS.conditionNumber * 1.01 } }),
    ],
    [
      'eigenvalues',
      data({ spectrum: { kind: 'eigenvalues', values: [0, LIMITS.eigenvalue, 1] } }),
      data({ spectrum: { kind: 'eigenvalues', values: [0, LIMITS.eigenvalue * 1.01, 1] } }),
    ],
    [
      'empirical',
      data({ samples: 3, covariance: 'empirical' }),
      data({ samples: 2, covariance: 'empirical' }),
    ],
    ['depth', grid({ depths: [LIMITS.depth] }), grid({ depths: [LIMITS.depth + 1] })],
    ['scale', grid({ scales: [1e6] }), grid({ scales: [1.01e6] })],
    ['no scale', grid({ scales: [0] }), grid({ scales: [-1e-300] })],
    ['learning rate', schedule({ learningRate: LIMITS.learningRate }), schedule({ learningRate: 1.01e6 })],
    ['tiny learning rate', schedule({ learningRate: 5e-324 }), schedule({ learningRate: 0 })],
    ['steps', schedule({ steps: LIMITS.steps }), schedule({ steps: LIMITS.steps + 1 })],
    [
      'repetitions',
      schedule({ repetitions: LIMITS.repetitions }),
      schedule({ repetitions: LIMITS.repetitions + 1 }),
    ],
    ['projection', residual([LIMITS.projection, 0, 0]), residual([LIMITS.projection * 1.01, 0, 0])],
    ['short projection', residual([1 / LIMITS.projection, 0, 0]), residual([0.99 / LIMITS.projection, 0, 0])],
    [
      'factor of the rescaled minimiser',
      { initialisation: { family: 'rescaledMinimiser' }, ...once([1e-9]) },
      { initialisation: { family: 'rescaledMinimiser' }, ...once([0]) },
    ],
    [
      'scale of the identity',
      { ...residual([1, 0, 0]), initialisation: { family: 'identity' }, ...once([0]) },
      { ...residual([1, 0, 0]), initialisation: { family: 'identity' }, ...once([1]) },
    ],
  ])('%s', (_, allowed, refused) => {
    expect(sentences(allowed as Record<string, unknown>)).toBe('');
    expect(sentences(refused as Record<string, unknown>)).not.toBe('');
  });

  it('leaves -0 out, which JSON does not know', () => {
    const result = check(grid({ scales: [-0] }) as Record<string, unknown>);
    expect(result.ok && Object.is(result.spec.grid.scales[0], 0)).toBe(true);
  });

  it('fills in what may be left out', () => {
    const { data: own, network, randomness, dynamics, trace } = smallSpec();
    expect(own).toEqual({
      kind: 'synthetic',
      samples: 20,
      features: 3,
      spectrum: { kind: 'isotropic' },
      covariance: 'population',
      noise: 1,
      normalise: true,
      testSamples: 0,
    });
    expect([network, randomness, dynamics, trace]).toEqual([
      { kind: 'fullyConnected', hiddenWidths: null },
      { scheme: 'content', draws: 'shared' },
      'gradientDescent',
      null,
    ]);
    const imported = check({ data: { kind: 'imported', file: 'a.csv', target: 'y' }, seed: undefined });
    expect(imported.ok && [imported.spec.data, imported.spec.seed]).toEqual([
      { kind: 'imported', file: 'a.csv', target: 'y', standardise: true },
      0,
    ]);
  });

  it('reports every wrong field, not the first alone', () => {
    expect(sentences({ seed: -1, name: '', network: { kind: 'none' } }).split('\n')).toHaveLength(3);
  });

  it('names the sweep under the authors’ scheme', () => {
    const authors = findPreset('figure-4')!.spec;
    const wrong = { ...authors, initialisation: { family: 'gaussian', parameters: {} } };
    const result = validate(wrong, INITIALISATIONS);
    expect(result.ok ? '' : result.problems[0]!.message).toBe(
      'initialisation.family is "gaussian"; it must be "residual" under the authors\' scheme, sweep "figure-4"',
    );
  });
});

describe('narrowing an experiment', () => {
  it('keeps every narrowed preset valid', () => {
    for (const name of ['figure-3', 'figure-2', 'figure-4', 'figure-6', 'figure-7']) {
      const { spec } = findPreset(name)!;
      const narrowed = narrow(spec, {
        learningRates: [spec.grid.training[1]!.learningRate],
        scales: [spec.grid.scales.at(-1)!],
        repetitions: 1,
        steps: 7,
      });
      if (!narrowed.ok) throw new Error(narrowed.problems[0]!.message);
      expect(validate(narrowed.spec, INITIALISATIONS)).toEqual({ ok: true, spec: narrowed.spec });
      expect(narrowed.spec.grid.training).toEqual([
        { learningRate: spec.grid.training[1]!.learningRate, steps: 7, repetitions: 1 },
      ]);
    }
  });

  it.each([0, -1, 1.5, NaN, Infinity])('refuses a cap of %d', (cap) => {
    const { spec } = findPreset('figure-3')!;
    for (const by of [{ repetitions: cap }, { steps: cap }]) {
      const result = narrow(spec, by);
      expect(result.ok ? '' : result.problems[0]!.message).toMatch(/must be an integer from 1 to/);
    }
  });

  it.each([NaN, Infinity, -0.25])('refuses the scale %d', (scale) => {
    expect(narrow(findPreset('figure-3')!.spec, { scales: [scale] }).ok).toBe(false);
  });
});
