import { INITIALISATIONS, PRESETS } from '@shared/catalogue';
import { experimentId } from '@shared/experiment/digest';
import { validate } from '@shared/experiment/validate';
import { describe, expect, test } from 'vitest';
import { besideField } from '../../src-renderer/composables/beside-field';
import { problemWords } from '../../src-renderer/composables/problem-words';
import { shortNumbers } from '../../src-renderer/composables/short-numbers';
import { specFixes } from '../../src-renderer/composables/spec-fixes';
import { readPath, writePath } from '../../src-renderer/composables/spec-path';

describe('paths', () => {
  const spec = { grid: { training: [{ steps: 1 }, { steps: 2 }] } };

  test('are read and written without changing the original', () => {
    expect(readPath(spec, 'grid.training[1].steps')).toBe(2);
    expect(readPath(spec, 'grid.nothing[3].here')).toBeUndefined();
    const written = writePath(spec, 'grid.training[1].steps', 5);
    expect(readPath(written, 'grid.training[1].steps')).toBe(5);
    expect(spec.grid.training[1]!.steps).toBe(2);
  });

  test('undefined takes a field out', () => {
    expect(writePath({ a: 1, b: 2 }, 'a', undefined)).toStrictEqual({ b: 2 });
  });
});

test.each(PRESETS)('$name with short numbers is the same experiment', ({ spec }) => {
  const validation = validate(shortNumbers(spec), INITIALISATIONS);
  expect(validation.ok && experimentId(validation.spec)).toBe(experimentId(spec));
});

test('a problem beside its field leaves out what is seen there', () => {
  const at = (path: string, message: string, field = path): string => besideField({ path, message }, field);
  expect(at('data.samples', 'data.samples is 0; it must be at least 1')).toBe('Must be at least 1.');
  expect(at('grid.depths', 'grid.depths has 3 twice; every value may stand there once')).toBe(
    'Has 3 twice; every value may stand there once.',
  );
  expect(at('grid.scales[1]', 'grid.scales[1] is -1; σ must be at least 0', 'grid.scales')).toBe(
    'Entry 2 is -1; σ must be at least 0.',
  );
});

describe('problems in the words of the form', () => {
  const quick = PRESETS[0]!.spec;
  const said = (spec: unknown, withRow = true): string[] => {
    const validation = validate(spec, INITIALISATIONS);
    return validation.ok ? [] : validation.problems.map((problem) => problemWords(problem, withRow));
  };

  test("the authors' draws go with their data set, by its name", () => {
    expect(said(writePath(quick, 'data', { kind: 'authors', dataSet: 'underdetermined' }))).toStrictEqual([
      "Data: The authors' draws of figure-3 go with the authors' data set: Linear regression.",
    ]);
  });

  test('rows of rates are named and numbered, or named only', () => {
    const wrong = writePath(quick, 'grid.training[0].repetitions', 1000);
    expect(said(wrong)).toStrictEqual([
      expect.stringMatching(
        /^Repetitions, row 1: Is 1000; with the authors' draws of figure-3 it is at most /,
      ),
    ]);
    expect(said(wrong, false)[0]).toMatch(/^Repetitions: Is 1000;/);
  });

  test('a field without a name in the form keeps its path', () => {
    expect(problemWords({ path: 'trace.every', message: 'trace.every is 0; it must be 1' })).toBe(
      'trace.every is 0; it must be 1.',
    );
  });
});

describe('fixes', () => {
  const quick = PRESETS[0]!.spec;

  function fixed(spec: unknown): unknown {
    const validation = validate(spec, INITIALISATIONS);
    if (validation.ok) return spec;
    const [fix] = specFixes(spec, validation.problems);
    return fix ? fixed(fix.apply(spec)) : spec;
  }

  test('own draws go with any rate', () => {
    const spec = fixed(writePath(quick, 'grid.training[0].learningRate', 0.123));
    expect(validate(spec, INITIALISATIONS).ok).toBe(true);
  });

  test('the identity is taken with one repetition and a residual network', () => {
    const identity = { ...quick, initialisation: { family: 'identity', parameters: {} } };
    const spec = fixed(writePath(identity, 'grid.scales', [0]));
    expect(validate(spec, INITIALISATIONS).ok).toBe(true);
  });
});
