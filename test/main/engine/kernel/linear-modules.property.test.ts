import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkShape } from '@shared/network/shape';
import { isValid } from '../../../../src-main/engine/kernel/compile';
import type { Lanes } from '../../../../src-main/engine/kernel/lane-memory';
import { curvatureModule } from '../../../../src-main/engine/kernel/linear-curvature';
import { trainingModule } from '../../../../src-main/engine/kernel/linear-training';

/** Networks whose layers have one or two shapes, unrolled where they are small: nearly all that are ever trained. */
const MOST_BYTES = 80 * 1024;
/** 256 layers without two alike take three calls each and a tile function for every width there is. */
const MOST_BYTES_OF_ANY = 128 * 1024;

function expectSmallAndValid(widths: readonly number[], lanes: Lanes, most: number): void {
  for (const build of [trainingModule, curvatureModule]) {
    const bytes = build(networkShape(widths), lanes);
    expect(isValid(bytes)).toBe(true);
    expect(bytes.length).toBeLessThan(most);
  }
}

describe('Modules of linear networks', () => {
  const width = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 256 }));
  const lanes = fc.constantFrom<Lanes>(2, 4);

  it('are valid and small for layers of one width (property)', () => {
    const outputs = fc.constantFrom(1, 2, 10);
    const depth = fc.integer({ min: 1, max: 256 });
    fc.assert(
      fc.property(width, depth, outputs, lanes, (d, layers, last, count) =>
        expectSmallAndValid([...Array<number>(layers).fill(d), last], count, MOST_BYTES),
      ),
      { seed: 4, endOnFailure: true },
    );
  });

  it('are valid and bounded for any widths (property)', () => {
    const widths = fc.array(width, { minLength: 2, maxLength: 257, size: 'max' });
    fc.assert(
      fc.property(widths, lanes, (any, count) => expectSmallAndValid(any, count, MOST_BYTES_OF_ANY)),
      { numRuns: 50, seed: 5, endOnFailure: true },
    );
  });

  it('are bounded for the deepest network, with a shape for every layer', () => {
    // A step of 89 reaches every width once.
    const widths = Array.from({ length: 257 }, (_, k) => 1 + ((89 * k) % 256));
    expectSmallAndValid(widths, 4, MOST_BYTES_OF_ANY);
  });
});
