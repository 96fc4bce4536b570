import { describe, expect, it } from 'vitest';
import { edgeFacts, type EdgeFacts } from '@shared/theory/edge-of-stability';

const THRESHOLD = 20;

/** Facts of a series that is sampled every fifth step; sharpness in units of 2/η. */
function factsOf(ratios: readonly number[], risk: readonly number[] | null = null): EdgeFacts {
  const series = {
    steps: ratios.map((_, i) => 5 * i),
    sharpness: ratios.map((ratio) => ratio * THRESHOLD),
    risk,
  };
  return edgeFacts(series, THRESHOLD)!;
}

const falling = (n: number): number[] => Array.from({ length: n }, (_, i) => 1 / (1 + i));

describe('the first crossing of 2/η', () => {
  it('is where the line between two samples reaches it, with the samples as its error', () => {
    const { firstCrossing, startsAbove } = factsOf([0.2, 0.5, 0.9, 1.3, 0.8]);
    // 0.9 + (1.3 - 0.9) t = 1 at t = 1/4.
    expect(firstCrossing!.step).toBeCloseTo(11.25, 12);
    expect(firstCrossing!.between).toEqual([10, 15]);
    expect(startsAbove).toBe(false);
  });

  it('is the start of a run that starts above, and none of one that stays below', () => {
    expect(factsOf([1.4, 0.9, 0.8, 0.7])).toMatchObject({
      startsAbove: true,
      firstCrossing: { step: 0, between: [0, 0] },
    });
    expect(factsOf([0.1, 0.2, 0.3, 1])).toMatchObject({ firstCrossing: null, shareAbove: 0, signChanges: 0 });
  });
});

describe('time above and oscillation', () => {
  it('counts time by straight lines and changes of side by samples', () => {
    // Above from step 2.5 to 7.5 and from 12.5 to 17.5, of 20 steps.
    const facts = factsOf([0.9, 1.1, 0.9, 1.1, 0.9]);
    expect(facts.shareAbove).toBeCloseTo(0.5, 12);
    expect(facts.signChanges).toBe(4);
    expect(facts.largest).toBeCloseTo(1.1, 12);
  });

  it('says how often the risk rises, in all and from samples above 2/η', () => {
    const facts = factsOf([0.9, 1.1, 0.9, 1.1, 1.2, 0.8], [5, 4, 6, 5, 7, 6]);
    expect(facts.riskRises).toBe(2);
    // From samples 1, 3 and 4: 4 → 6, 5 → 7, 7 → 6.
    expect(facts.riskRisesWhileAbove).toBeCloseTo(2 / 3, 12);
    expect(factsOf([0.9, 0.8, 0.7, 0.6], falling(4)).riskRisesWhileAbove).toBeNull();
    expect(factsOf([0.9, 1.1, 0.9, 1.1]).riskRises).toBeNull();
  });
});

describe('the plateau', () => {
  it.each([
    [0.5, 'below'],
    [0.89, 'below'],
    [0.91, 'at'],
    [1.09, 'at'],
    [1.3, 'above'],
  ] as const)('at %d · 2/η is %s', (level, at) => {
    const { plateau } = factsOf([...new Array<number>(40).fill(0.1), ...new Array<number>(11).fill(level)]);
    expect(plateau.at).toBe(at);
    expect(plateau.mean).toBeCloseTo(level, 12);
    expect([plateau.least, plateau.greatest]).toEqual([
      expect.closeTo(level, 12) as number,
      expect.closeTo(level, 12) as number,
    ]);
  });

  it('is of the last fifth of the steps, however the samples are spread', () => {
    // Of 100 steps those from 80 on: the two samples at 80 and 100.
    const series = { steps: [0, 1, 2, 4, 8, 80, 100], sharpness: [9, 9, 9, 9, 9, 1, 3], risk: null };
    expect(edgeFacts(series, 2)!.plateau.mean).toBe(1);
  });
});

describe('progressive sharpening', () => {
  it('is the rise from the early minimum to the first sample above 2/η', () => {
    const { sharpening } = factsOf([0.4, 0.2, 0.3, 0.5, 0.8, 1.2, 0.9, 3]);
    expect(sharpening.minimum).toEqual({ step: 5, sharpness: expect.closeTo(4, 12) as number });
    expect(sharpening.end).toEqual({ step: 25, sharpness: expect.closeTo(24, 12) as number });
    expect(sharpening.factor).toBeCloseTo(6, 12);
    expect(sharpening).toMatchObject({ rising: 1, progressive: true });
  });

  it('of a run that never crosses ends at its greatest sharpness', () => {
    const { sharpening } = factsOf([0.4, 0.2, 0.3, 0.25, 0.6, 0.5]);
    expect(sharpening.end.step).toBe(20);
    // Of 3 intervals 2 rise: too few.
    expect(sharpening.rising).toBeCloseTo(2 / 3, 12);
    expect(sharpening.progressive).toBe(false);
  });

  it('is none where the sharpness falls, or hardly rises', () => {
    expect(factsOf([0.9, 0.8, 0.7, 0.6]).sharpening).toMatchObject({
      factor: 1,
      rising: null,
      progressive: false,
    });
    expect(factsOf([0.5, 0.51, 0.52, 0.53]).sharpening.progressive).toBe(false);
  });
});

describe('the verdict', () => {
  const zigzag = (n: number): number[] => falling(n).map((value, i) => (i % 2 === 0 ? value : 1.5 * value));
  const about = (mean: number): number[] =>
    Array.from({ length: 60 }, (_, i) => mean + (i % 2 === 0 ? 0.2 : -0.2));

  it('is the edge where S hovers about 2/η and the risk falls, though not from sample to sample', () => {
    expect(factsOf(about(1.02), zigzag(60)).verdict).toBe('edge');
    expect(factsOf(about(1.02)).verdict).toBe('edge');
    expect(factsOf(about(1.02), falling(60)).verdict).toBe('visited');
    expect(factsOf(about(1.15), zigzag(60)).verdict).toBe('visited');
  });

  it('is below where S never reaches 2/η, unless the risk rises', () => {
    expect(factsOf(new Array<number>(20).fill(0.8), falling(20)).verdict).toBe('below');
    expect(factsOf(new Array<number>(20).fill(0.8), zigzag(20)).verdict).toBe('unclear');
  });

  it('of a catapult is that it visited the other side', () => {
    expect(factsOf([1.6, 1.4, 1.1, 0.7, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6], falling(10)).verdict).toBe('visited');
  });
});

describe('series that end', () => {
  it('are judged up to the first sample that is not finite', () => {
    const facts = factsOf([0.1, 0.2, 0.3, 0.4, NaN, 2]);
    expect(facts).toMatchObject({ samples: 4, endedAt: 20, firstCrossing: null });
    expect(factsOf([0.1, 0.2, 0.3, 0.4], [1, 1, 1, 1]).endedAt).toBeNull();
  });

  it('are not judged with fewer than four samples', () => {
    expect(edgeFacts({ steps: [0, 1, 2], sharpness: [1, 1, 1], risk: null }, 1)).toBeNull();
    expect(edgeFacts({ steps: [0, 1, 2, 3], sharpness: [1, NaN, 1, 1], risk: null }, 1)).toBeNull();
  });
});
