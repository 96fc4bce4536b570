import { describe, expect, it } from 'vitest';
import { clusteredMean } from '@shared/numerics/clustered-mean';
import { pairedDifference } from '@shared/numerics/mean-difference';

const values = [3, 1, 4, 1, 5, 9];

describe('the mean of values in groups', () => {
  it('has Student’s interval where every value is a group', () => {
    const found = clusteredMean(
      values,
      values.map((_, i) => String(i)),
    )!;
    const usual = pairedDifference(values)!;
    expect(found).toMatchObject({ n: 6, clusters: 6 });
    expect(found.mean).toBeCloseTo(usual.difference, 14);
    expect(found.interval![0]).toBeCloseTo(usual.interval![0], 12);
    expect(found.interval![1]).toBeCloseTo(usual.interval![1], 12);
  });

  it('has that of the groups’ means where groups are of one size: repeating values tells nothing new', () => {
    const twice = [...values, ...values.map((value) => value + 100)];
    const keys = [...values, ...values].map((_, i) => String(i % values.length));
    const found = clusteredMean(twice, keys)!;
    const ofMeans = pairedDifference(values.map((value) => value + 50))!;
    expect(found).toMatchObject({ n: 12, clusters: 6 });
    expect(found.interval![0]).toBeCloseTo(ofMeans.interval![0], 12);
  });

  it('has no interval of one group, and none of nothing', () => {
    expect(clusteredMean([1, 2], ['a', 'a'])).toEqual({ n: 2, clusters: 1, mean: 1.5, interval: null });
    expect(clusteredMean([], [])).toBeNull();
  });
});
