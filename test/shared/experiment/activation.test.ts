import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { experimentId } from '@shared/experiment/digest';
import { estimate } from '@shared/experiment/estimate';
import { isLinear, traceQuantities } from '@shared/experiment/linearity';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { findPreset } from '@shared/experiment/presets';
import { validate } from '@shared/experiment/validate';
import { smallSpec } from '../../builders/small-experiment';

const gelu = { kind: 'fullyConnected', activation: 'gelu' };

function sentences(input: unknown): string {
  const result = validate(input, INITIALISATIONS);
  return result.ok ? '' : result.problems.map(({ message }) => message).join('\n');
}

describe('the activation of a spec', () => {
  it('is the identity where nothing is said, and saying so changes no id', () => {
    const silent = smallSpec();
    const spoken = smallSpec({ network: { kind: 'fullyConnected', activation: 'identity' } });
    expect(spoken).toEqual(silent);
    expect(experimentId(spoken)).toBe(experimentId(silent));
    expect('activation' in silent.network).toBe(false);
    const residual = { kind: 'residual', activation: 'identity' };
    expect(smallSpec({ network: residual })).toEqual(smallSpec({ network: { kind: 'residual' } }));
    expect(isLinear(silent)).toBe(true);
  });

  it('makes another experiment of the same draws', () => {
    const bent = smallSpec({ network: gelu });
    expect(experimentId(bent)).not.toBe(experimentId(smallSpec()));
    expect(isLinear(bent)).toBe(false);
    const start = (spec: typeof bent): Float64Array => {
      const prepared = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
      const out = new Float64Array(prepared.model(3).shape.parameterCount);
      prepared.task(plan(spec).cells[0]!, 1).initialise(out);
      return out;
    };
    expect(start(bent)).toEqual(start(smallSpec()));
  });

  it('refuses what only linear networks have, in sentences', () => {
    expect(sentences({ ...smallSpec(), network: { ...gelu, activation: 'relu' } })).toMatch(
      /network\.activation is "relu"; it must be one of "identity", "gelu"/,
    );
    expect(sentences({ ...smallSpec(), network: { kind: 'residual', activation: 'gelu' } })).toMatch(
      /network\.activation is "gelu"; it must be "identity" here: GELU stands in networks of the kind "fullyConnected" only/,
    );
    const traced = { every: 10, quantities: ['excessRisk', 'squaredDistance'] };
    expect(sentences({ ...smallSpec({ network: gelu }), trace: traced })).toMatch(
      /trace\.quantities has "squaredDistance", which only linear networks have/,
    );
    expect(traceQuantities(smallSpec({ network: gelu }))).toEqual([
      'excessRisk',
      'sharpness',
      'sharpnessAsPublished',
    ]);
    for (const [family, scale] of [
      ['balancedMinimiser', 0],
      ['rescaledMinimiser', 2],
    ] as const) {
      const spec = {
        ...smallSpec({ network: gelu, initialisation: { family } }),
        grid: {
          depths: [2],
          scales: [scale],
          training: [{ learningRate: 0.1, steps: 10, repetitions: 1 }],
        },
      };
      expect(sentences(spec)).toMatch(/cannot start this network: it is a minimiser of linear networks only/);
    }
  });

  it('is that of the authors’ sweep', () => {
    const { spec } = findPreset('figure-7')!;
    expect(sentences(spec)).toBe('');
    expect(sentences({ ...spec, network: { kind: 'fullyConnected' } })).toMatch(
      /network\.activation must be "gelu" under the authors' scheme, sweep "figure-7"/,
    );
    expect(sentences({ ...findPreset('figure-3')!.spec, network: gelu })).toMatch(
      /network\.activation must be "identity" under the authors' scheme/,
    );
  });
});

describe('the cost of GELU', () => {
  it('grows with the samples, which a linear network’s does not', () => {
    const seconds = (network: object, samples: number): number =>
      estimate(smallSpec({ network }), { samples, features: 3 }, 1).seconds;
    const linear = { kind: 'fullyConnected' };
    expect(seconds(linear, 2000)).toBe(seconds(linear, 20));
    // All but the fixed cost of a run is n times as much.
    expect(seconds(gelu, 200_000) / seconds(gelu, 100_000)).toBeCloseTo(2, 3);
    expect(seconds(gelu, 20)).toBeGreaterThan(seconds(linear, 20));
  });
});
