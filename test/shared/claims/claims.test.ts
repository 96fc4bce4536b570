import { describe, expect, it } from 'vitest';
import { CLAIM_FIGURES } from '@shared/claims/claim';
import { CLAIMS, claimsOf, claimsOfPreset } from '@shared/claims/claims';
import { largeScales, smallScales } from '@shared/claims/scales';
import { judgeClaim } from '@shared/claims/verdict';
import { claimNamed, madeEvidence } from './evidence';

describe('the list of claims', () => {
  it('has each claim once a figure, and some for every figure', () => {
    const keys = CLAIMS.map(({ figure, id }) => `${figure} ${id}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const figure of CLAIM_FIGURES) expect([figure, claimsOf(figure).length > 0]).toEqual([figure, true]);
    for (const { figure, text } of CLAIMS) expect(text).toContain(`Figure ${figure}`);
  });

  it('finds by preset what needs it, also beside another', () => {
    const figures = (preset: 'figure-3' | 'figure-6'): string[] => [
      ...new Set(claimsOfPreset(preset).map(({ figure }) => figure)),
    ];
    expect(figures('figure-3')).toEqual(['1a', '1b', '3', '4b']);
    expect(figures('figure-6')).toEqual(['6a', '6b']);
  });
});

describe('small and large scales', () => {
  it('are the lowest third, rounded down, and the highest, rounded up', () => {
    const ten = madeEvidence('figure-4', () => ({}));
    expect(smallScales(ten).map((scale) => scale.toFixed(3))).toEqual(['0.000', '0.189', '0.378']);
    expect(largeScales(ten).map((scale) => scale.toFixed(3))).toEqual(['1.133', '1.322', '1.511', '1.700']);
    const eight = madeEvidence('figure-7', () => ({}));
    expect([smallScales(eight).length, largeScales(eight).length]).toEqual([2, 3]);
  });
});

describe('a verdict', () => {
  it('is undecided where runs are missing, and names all that are', () => {
    const claim = claimNamed('4b', 'initial-sharpness-better-conditioned');
    const some = madeEvidence('figure-3', () => ({}));
    const gone = (preset: string): { missing: string; remedy: string } => ({
      missing: `No ${preset}.`,
      remedy: `Run ${preset}.`,
    });
    expect(judgeClaim(claim, gone)).toMatchObject({
      id: 'initial-sharpness-better-conditioned',
      figure: '4b',
      presets: ['figure-3', 'figure-4'],
      holds: null,
      measured: null,
      expected: null,
      detail: 'No figure-3. Run figure-3. No figure-4. Run figure-4.',
    });
    const verdict = judgeClaim(claim, (preset) => (preset === 'figure-3' ? some : gone(preset)));
    expect(verdict).toMatchObject({ holds: null, detail: 'No figure-4. Run figure-4.' });
  });
});
