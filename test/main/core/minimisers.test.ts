import { describe, expect, it } from 'vitest';
import type { MinimiserSource } from '@shared/contract/minimiser-studies';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { openSpec, type OpenSpec } from '../../../src-main/core/open-spec';
import { minimisers } from '../../../src-main/core/minimisers/rescaled';
import { minimiserWalk, WALK_STEPS } from '../../../src-main/core/minimisers/walk';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const NO_FILES = {
  archive: null,
  readTable: (): never => {
    throw new Error('no file is expected');
  },
};
const open = (spec: ExperimentSpec): OpenSpec => openSpec(spec, NO_FILES);
const quick = open(findPreset('quick')!.spec);
const RUN = { kind: 'run', place: { cell: 0, repetition: 0 } } as const;

/** Eigenvalues of products of ten matrices. */
const ROUNDING = 1e-12;

describe('the study of minimisers', () => {
  it.each<MinimiserSource>([{ kind: 'balanced' }, { kind: 'random', seed: 3 }, RUN])(
    'keeps the predictor and the bounds, at every C: %j',
    (source) => {
      const found = finish(minimisers(quick, { depth: 10, source }));
      const { bounds, minimiser, rescaled } = found;
      expect(minimiser.sharpness).toBeGreaterThanOrEqual(bounds.exact * (1 - ROUNDING));
      expect(minimiser.distance).toBeLessThan(ROUNDING);
      expect(rescaled.map(({ factor }) => factor)).toStrictEqual(
        rescaled.map(({ factor }) => factor).sort((a, b) => a - b),
      );
      expect(rescaled[(rescaled.length - 1) / 2]).toMatchObject({
        factor: 1,
        sharpness: minimiser.sharpness,
      });
      for (const row of rescaled) {
        expect(row.sharpness).toBeGreaterThanOrEqual(row.layerNormBound * (1 - ROUNDING));
        expect(row.distance).toBeLessThan(ROUNDING);
      }
      expect(found.projection === null).toBe(source.kind !== 'run');
    },
  );

  it('has the balanced minimiser within Theorem 2’s bracket', () => {
    const { bounds, minimiser } = finish(minimisers(quick, { depth: 10, source: { kind: 'balanced' } }));
    expect(minimiser.sharpness).toBeLessThanOrEqual(bounds.upper);
    expect(minimiser.imbalance).toBeLessThan(ROUNDING);
  });

  it('walks from a rescaled minimiser down to S_min', () => {
    const source = { kind: 'random', seed: 1 } as const;
    const walk = finish(minimiserWalk(quick, { depth: 10, source, factor: 5, steps: WALK_STEPS }));
    const before = finish(minimisers(quick, { depth: 10, source, factor: 5 }));
    expect(walk.start).toStrictEqual(before.minimiser);
    expect(walk.ended).toBe('reached');
    expect(walk.end.sharpness / walk.bounds.exact - 1).toBeLessThan(1e-8);
    expect(walk.course.at(-1)).toMatchObject({ step: walk.steps, layerNorms: walk.end.layerNorms });
    expect(walk.course[0]!.sharpness / walk.start.sharpness).toBeCloseTo(1, 12);
  });

  it('keeps a long walk’s course short, its last point at the end', () => {
    const spec = findPreset('figure-2')!.spec;
    const source = { kind: 'random', seed: 0 } as const;
    const walk = finish(minimiserWalk(open(spec), { depth: 20, source, factor: 30, steps: 1000 }));
    expect(walk.course.length).toBeLessThanOrEqual(802);
    expect(walk.course.at(-1)!.step).toBe(walk.steps);
    expect(walk.end.sharpness).toBeGreaterThanOrEqual(walk.bounds.exact * (1 - ROUNDING));
  });

  it('has nothing to rescale in a network of one layer', () => {
    const one = open(smallSpec({ grid: { ...smallSpec().grid, depths: [1] } }));
    expect(finish(minimisers(one, { depth: 1, source: { kind: 'balanced' } })).rescaled).toStrictEqual([]);
    expect(() => finish(minimisers(one, { depth: 1, source: { kind: 'balanced' }, factor: 2 }))).toThrow(
      'no second one to rescale',
    );
  });

  it('says why a minimiser cannot be had', () => {
    const gelu = open(findPreset('figure-7')!.spec);
    expect(() => finish(minimisers(gelu, { depth: 10, source: { kind: 'balanced' } }))).toThrow('GELU');
    expect(() => finish(minimisers(quick, { depth: 0, source: { kind: 'balanced' } }))).toThrow(
      'The depth is 0; it must be an integer from 1 to 256.',
    );
    const training = [{ learningRate: 50, steps: 200, repetitions: 1 }];
    const diverging = open(smallSpec({ grid: { depths: [3], scales: [1.5], training } }));
    expect(() => finish(minimisers(diverging, { depth: 3, source: RUN }))).toThrow('diverged');
    const listed = open(
      smallSpec({
        network: { kind: 'fullyConnected', hiddenWidths: [4, 2] },
      }),
    );
    expect(() => finish(minimisers(listed, { depth: 5, source: { kind: 'balanced' } }))).toThrow(
      'lists 2 hidden widths, which make 3 layers',
    );
  });
});
