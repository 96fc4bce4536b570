import { describe, expect, it } from 'vitest';
import { findPreset } from '@shared/catalogue';
import { claimsOfPreset } from '@shared/claims/claims';
import { AUTHORS_SWEEPS, authorsDataSet, authorsRunDraws } from '@shared/network/draws/authors';

/* The GELU networks on noisy targets, of which the paper tells without a plot: figure 7 with the other data. */

const { 'figure-7': noiseless, 'figure-7-noisy': noisy } = AUTHORS_SWEEPS;

describe('figure 7 on noisy targets', () => {
  it('has the grid of figure 7', () => {
    expect({ ...noisy, dataSet: null, chainPosition: null }).toEqual({
      ...noiseless,
      dataSet: null,
      chainPosition: null,
    });
  });

  it('starts every run from the weights of figure 7: its chain has the same keys', () => {
    const address = { depth: 10, rateIndex: 1, scaleIndex: 6, repetition: 13 };
    const [own, other] = [noisy, noiseless].map((sweep) => authorsRunDraws(sweep, 0, address));
    expect(own!.layer(1, 25)).toEqual(other!.layer(1, 25));
    expect(own!.powerIterationStart(0, 230)).toEqual(other!.powerIterationStart(0, 230));
  });

  it('has the inputs of figure 7 and noise in its targets', () => {
    const [own, other] = [noisy, noiseless].map(({ dataSet }) =>
      authorsDataSet({ kind: 'authors', dataSet }, 0),
    );
    expect(own!.train.inputs).toEqual(other!.train.inputs);
    expect(own!.train.targets).not.toEqual(other!.train.targets);
  });

  it('is a preset of its own, of which one thing is claimed', () => {
    expect(findPreset('figure-7-noisy')!.spec).toMatchObject({
      randomness: { scheme: 'authors', sweep: 'figure-7-noisy' },
      data: { kind: 'authors', dataSet: 'linear' },
      network: { activation: 'gelu' },
    });
    expect(claimsOfPreset('figure-7-noisy').map(({ id }) => id)).toEqual([
      'noisy-gelu-sharpness-at-threshold',
    ]);
  });
});
